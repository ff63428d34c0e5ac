#include "search/words.h"

#include <algorithm>

#include "base/order.h"
namespace plein::search {
namespace {

constexpr std::size_t fresh_max = 4096;  // words that are looked through one by one before they are sorted in

}  // namespace

std::uint64_t Words::hash(std::string_view word) const {
  std::uint64_t h = seed_ ^ 0x9E3779B97F4A7C15ull;
  const auto mix = [&](std::uint64_t part) {
    h = (h ^ part) * 0xD6E8FEB86659FD93ull;
    h ^= h >> 32;
  };
  std::size_t at = 0;
  for (; at + 8 <= word.size(); at += 8) {
    std::uint64_t part = 0;
    std::memcpy(&part, word.data() + at, 8);
    mix(part);
  }
  std::uint64_t rest = word.size();
  for (; at < word.size(); ++at) rest = rest << 8 | static_cast<unsigned char>(word[at]);
  mix(rest);
  mix(seed_);
  return h;
}

std::uint32_t Words::find(std::string_view word) const {
  if (slots_.empty()) return none;
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t hashed = hash(word);
  for (std::size_t at = hashed & mask;; at = (at + 1) & mask) {
    if (slots_[at].word == none || slots_[at].hash == hashed) return slots_[at].word;
  }
}

std::uint32_t Words::add(std::string_view word) {
  if (const std::uint32_t known = find(word); known != none) return known;
  const auto added = static_cast<std::uint32_t>(rows_.size());
  rows_.push_back({static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(word.size()), {}});
  texts_.append(word);
  for (const Language language : languages) stems_.push_back({stem_key(word, language), none});
  sorted_.push_back(added);
  if (rows_.size() * 2 > slots_.size()) {
    grow();
    return added;
  }
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t hashed = hash(word);
  std::size_t at = hashed & mask;
  while (slots_[at].word != none) at = (at + 1) & mask;
  slots_[at] = {hashed, added};
  link_stems(added);
  return added;
}

void Words::grow() {
  slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, Slot{});
  stem_slots_.assign(slots_.size(), none);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t word = 0; word < rows_.size(); ++word) {
    const std::uint64_t hashed = hash(text(word));
    std::size_t at = hashed & mask;
    while (slots_[at].word != none) at = (at + 1) & mask;
    slots_[at] = {hashed, word};
    link_stems(word);
  }
}

std::uint32_t Words::stem_key(std::string_view word, Language language) const {
  const std::string own = stem(word, language);
  if (own.size() < 3) return 0;
  const std::uint64_t hashed = hash(own) + static_cast<std::uint64_t>(language) * 0x9E3779B97F4A7C15ull;
  return std::max<std::uint32_t>(static_cast<std::uint32_t>(hashed >> 20), 1);
}

void Words::link_stems(std::uint32_t word) {
  for (std::uint32_t at = word * language_count; at < (word + 1) * language_count; ++at) {
    if (stems_[at].key == 0) continue;
    std::uint32_t& slot = stem_slots_[stems_[at].key & (stem_slots_.size() - 1)];
    stems_[at].next = slot;
    slot = at;
  }
}

std::vector<std::uint32_t> Words::beginning(std::string_view prefix) {
  const auto less = [this](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); };
  if (sorted_.size() - sorted_count_ > fresh_max) {
    const auto middle = sorted_.begin() + static_cast<std::ptrdiff_t>(sorted_count_);
    std::vector<std::uint32_t> fresh(middle, sorted_.end()), all(sorted_.size());
    sort_numbers(fresh, less);
    std::merge(sorted_.begin(), middle, fresh.begin(), fresh.end(), all.begin(), less);
    sorted_ = std::move(all);
    sorted_count_ = sorted_.size();
  }
  const auto begins = [&](std::uint32_t word) { return text(word).substr(0, prefix.size()) == prefix; };
  const auto end = sorted_.begin() + static_cast<std::ptrdiff_t>(sorted_count_);
  std::vector<std::uint32_t> found;
  auto at = std::lower_bound(sorted_.begin(), end, prefix, [this](std::uint32_t a, std::string_view b) { return text(a) < b; });
  for (; at != end && begins(*at); ++at) found.push_back(*at);
  std::copy_if(end, sorted_.end(), std::back_inserter(found), begins);
  return found;
}

std::size_t Words::memory() const {
  return texts_.capacity() + rows_.capacity() * sizeof(Row) + slots_.capacity() * sizeof(Slot) +
         stems_.capacity() * sizeof(Stem) + (stem_slots_.capacity() + sorted_.capacity()) * sizeof(std::uint32_t);
}

}  // namespace plein::search
