// A Mastodon server's answers, and what a request's body says.
#pragma once

#include <string>
#include <vector>

#include "model/http.h"
#include "simulators/request_parts.h"

namespace plein::simulators::mastodon {

HttpResponse json_answer(int status, std::string body);
HttpResponse failed(int status, const std::string& error);

// Parameters of a body: JSON, or a form (application/x-www-form-urlencoded, or multipart).
class Fields {
 public:
  Fields(const HttpRequest& request, const RequestParts& parts);

  std::string text(const char* name) const;  // "" when it is not there
  bool has(const char* name) const;
  bool flag(const char* name) const;
  std::vector<std::string> list(const char* name) const;  // also of what is written name[]
  bool file() const { return file_; }                     // a part with a file's bytes

 private:
  const RequestParts& parts_;
  RequestParts form_;
  bool is_form_ = false;
  bool file_ = false;
};

}  // namespace plein::simulators::mastodon
