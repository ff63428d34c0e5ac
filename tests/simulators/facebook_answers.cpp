#include "simulators/facebook_answers.h"

#include "base/json_writer.h"
#include "base/utf8.h"
#include "connectors/query_string.h"

namespace plein::simulators::facebook {

HttpResponse json_answer(std::string body) {
  return HttpResponse{200, {{"content-type", "application/json; charset=UTF-8"}}, std::move(body), ""};
}

HttpResponse failed(const GraphError& error) {
  JsonWriter json;
  json.object().key("error").object().text("message", error.message).text("type", "OAuthException").number("code", error.code);
  if (error.subcode != 0) json.number("error_subcode", error.subcode);
  json.flag("is_transient", error.transient).text("fbtrace_id", "Asimulated").end_object().end_object();
  HttpResponse response = json_answer(json.take());
  response.status = error.status;
  return response;
}

HttpResponse done() { return json_answer("{\"success\":true}"); }

GraphError no_object(const std::string& verb, const std::string& id) {
  return {100,
          "Unsupported " + verb + " request. Object with ID '" + id +
              "' does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
          33};
}

std::string graph_time(Milliseconds time) { return to_rfc3339(time).substr(0, 19) + "+0000"; }

std::int64_t code_points(const std::string& text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += utf8::decode(text, i).bytes) ++count;
  return count;
}

std::string shimmed(const std::string& url) { return "https://l.facebook.com/l.php?u=" + QueryString::encoded(url) + "&h=AT0"; }

}  // namespace plein::simulators::facebook
