// The refusals of Discourse (platforms.md, section 4), and its rules for titles and posts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/http.h"

namespace plein::simulators::discourse {

HttpResponse json_answer(int status, std::string body);
HttpResponse nothing();  // 200, and an empty body
HttpResponse failed(int status, const std::string& type, const std::vector<std::string>& errors);
HttpResponse not_found();
HttpResponse invalid_access();
HttpResponse invalid_key();
// `code`: "" of what the app limits, such as posting.
HttpResponse too_often(std::int64_t seconds, const std::string& code);

struct Rules {
  std::int64_t title_min = 15;
  std::int64_t title_max = 255;
  std::int64_t post_min = 20;
  std::int64_t post_max = 32000;
};

std::int64_t code_points(const std::string& text);
std::vector<std::string> title_refusals(const std::string& title, const Rules& rules);
std::vector<std::string> post_refusals(const std::string& raw, const Rules& rules);
std::string slugify(const std::string& title);

}  // namespace plein::simulators::discourse
