// The envelopes and refusals of NodeBB (platforms.md, section 5), and its rules for text.
#pragma once

#include <cstdint>
#include <string>

#include "model/http.h"

namespace plein::simulators::nodebb {

HttpResponse json_answer(int status, std::string body);
HttpResponse html_answer(int status, std::string body);
HttpResponse done(int status, const std::string& response);   // {"status":{"code":"ok",...},"response":...}
HttpResponse failed(int status, const std::string& message);  // the same envelope, with the code of the status
HttpResponse no_page(const std::string& path);                // the read API's 404, which has no envelope
std::string not_allowed(std::int64_t uid);                    // the words of 403, and for guests of 401

std::int64_t code_points(const std::string& text);
std::string content_refusal(const std::string& content, std::int64_t minimum);  // "" when it is accepted
std::string title_refusal(const std::string& title);                            // likewise; a topic may come without one
std::string generated_title(const std::string& content);                        // of a topic without one

}  // namespace plein::simulators::nodebb
