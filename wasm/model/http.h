// HTTP as data: the engine says what is to be asked, the host asks it. A request names the account that asks and never
// carries its secret: the host adds the authorization.
#pragma once

#include <map>
#include <string>

#include "base/time.h"

namespace plein {

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::map<std::string, std::string> headers;  // lower-case names
  std::string body;                            // UTF-8; empty: none
  // A picture's address: the host fetches it and sends its bytes, as the body where `upload_field` is empty, else as that field
  // of a form (multipart/form-data) with `body`, itself a form's fields (application/x-www-form-urlencoded).
  std::string upload;
  std::string upload_field;
  // Whom the account is to act for: one of the place's own members, by id. Empty: itself. The host's authorization says so: by
  // that member's own credential, where it has one, or by the account's. What is read is read by the account, where it has none.
  std::string as;
};

struct HttpResponse {
  int status = 0;                              // 0: no answer
  std::map<std::string, std::string> headers;  // lower-case names
  std::string body;
  // Why there is no answer: "timeout", "unreachable", "reset", "too_large", "no_session", "no_upload" (the picture cannot be had,
  // and nothing was sent); empty when there is one.
  std::string failure;
  std::string detail;  // of a failure, for people
};

}  // namespace plein
