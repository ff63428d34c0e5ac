// The line that closes a copy ("— Ana · Forum", sync/provenance.h), where a platform has no links of its own: there its address
// stands behind the words (text::write_addressed), and comes back as a link that says itself.
#pragma once

#include "model/rich_text.h"

namespace plein {

// Makes the words that the address belongs to its link again. Whether there was such a line; anything else stays as it is.
bool link_provenance_line(RichText& body);

}  // namespace plein
