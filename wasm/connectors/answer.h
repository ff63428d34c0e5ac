// What the answers of all platforms have in common.
#pragma once

#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "connectors/connector.h"

namespace plein::answer {

Outcome outcome(Outcome::Kind kind, std::string_view reason);  // the reason cut to 200 characters

// A header's whole number; `fallback` when it is not there or none.
std::int64_t number(const HttpResponse& response, const char* header, std::int64_t fallback);

// 429: by Retry-After (seconds), or by an epoch second in `reset_header`; a minute when neither is there.
Outcome throttled(const HttpResponse& response, const char* reset_header, std::string_view reason);

// No answer of the platform itself: a redirect or a fault on the way (a proxy's page, 408), or of the server.
bool is_fault(int status);

// Puts how a question ended into its reading. That an author is no more is an answer to Ask::Kind::profile, and ok.
void refused(const Ask& ask, Outcome outcome, Reading& reading);

// A count of likes or votes; -1 when it is not there.
std::int32_t reactions(const JsonReader& count);

// How many follow our account; an error where that is no number of people.
void read_followers(const JsonReader& count, Reading& reading);

// How many follow an author, as far as that is said: nobody's words are lost for it.
std::int64_t followers_or_none(const JsonReader& count);

// Whether what people wrote into their profile has the tag #nobridge. In doubt it has: mirroring is what needs consent.
bool has_nobridge(std::string_view profile);

// A failure on the other side: a write may have taken place all the same.
Outcome broken(const Ask& ask, const HttpResponse& response);

}  // namespace plein::answer
