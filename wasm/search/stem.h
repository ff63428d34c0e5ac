// Word forms: what is left of a word without its endings, in four languages. Light on purpose: two forms of one word should give
// the same, and it does no harm when two words do. Words are folded (folding.h).
#pragma once

#include <string>
#include <string_view>

namespace plein::search {

enum class Language { dutch, english, german, french };
inline constexpr Language languages[] = {Language::dutch, Language::english, Language::german, Language::french};

std::string stem(std::string_view word, Language language);

}  // namespace plein::search
