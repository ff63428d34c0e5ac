// Which documents a word stands in: ascending numbers, written as differences in a few bits each, in chunks that grow. All
// lists are in one block, so that a million short ones cost no allocation each.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

namespace plein::search {

struct PostingList {
  std::uint32_t first = UINT32_MAX;  // chunk; none
  std::uint32_t last = UINT32_MAX;
  std::uint32_t document = 0;  // the last one
  std::uint32_t count = 0;     // of documents
};

class Postings {
 public:
  // `document`: above all that were added to the list. `weight`: 0 to 3, how much the word says about it.
  void add(PostingList& list, std::uint32_t document, unsigned weight) {
    std::uint64_t value = static_cast<std::uint64_t>(document - list.document) << 2 | weight;
    if (list.count == 0) value = static_cast<std::uint64_t>(document) << 2 | weight;
    std::uint8_t bytes[6];
    std::size_t size = 0;
    for (; value >= 0x80; value >>= 7) bytes[size++] = static_cast<std::uint8_t>(value | 0x80);
    bytes[size++] = static_cast<std::uint8_t>(value);
    if (list.last == UINT32_MAX || header(list.last).used + size > header(list.last).size) grow(list, size);
    Header last = header(list.last);
    std::memcpy(&bytes_[list.last + sizeof(Header) + last.used], bytes, size);
    last.used = static_cast<std::uint16_t>(last.used + size);
    put(list.last, last);
    list.document = document;
    ++list.count;
  }

  // `visit(document, weight)` for each, ascending.
  template <class Visit>
  void each(const PostingList& list, const Visit& visit) const {
    std::uint64_t document = 0;
    for (std::uint32_t chunk = list.first; chunk != UINT32_MAX;) {
      const Header head = header(chunk);
      const std::uint8_t* at = &bytes_[chunk + sizeof(Header)];
      for (const std::uint8_t* end = at + head.used; at < end;) {
        std::uint64_t value = *at & 0x7F;
        for (int shift = 7; (*at++ & 0x80) != 0; shift += 7) value |= static_cast<std::uint64_t>(*at & 0x7F) << shift;
        document += value >> 2;
        visit(static_cast<std::uint32_t>(document), static_cast<unsigned>(value & 3));
      }
      chunk = head.next;
    }
  }

  std::size_t memory() const { return bytes_.capacity(); }

 private:
  struct Header {
    std::uint32_t next;
    std::uint16_t used, size;
  };
  Header header(std::uint32_t chunk) const {
    Header head;
    std::memcpy(&head, &bytes_[chunk], sizeof head);
    return head;
  }
  void put(std::uint32_t chunk, const Header& head) { std::memcpy(&bytes_[chunk], &head, sizeof head); }

  void grow(PostingList& list, std::size_t least) {
    constexpr std::size_t size_max = 2048;
    std::size_t size = least;
    if (list.last != UINT32_MAX) size = header(list.last).size * 2u;
    if (size > size_max) size = size_max;
    if (size < least) size = least;
    const auto chunk = static_cast<std::uint32_t>(bytes_.size());
    bytes_.resize(bytes_.size() + sizeof(Header) + size);
    put(chunk, Header{UINT32_MAX, 0, static_cast<std::uint16_t>(size)});
    if (list.last == UINT32_MAX) {
      list.first = chunk;
    } else {
      Header before = header(list.last);
      before.next = chunk;
      put(list.last, before);
    }
    list.last = chunk;
  }

  std::vector<std::uint8_t> bytes_;
};

}  // namespace plein::search
