// Copies that stand under their authors' own names: what somebody writes in the widget who is a member of a forum is written
// there as that member, where the forum's key can act for its members, or where the host has the member's own credential; and
// so are replies on a page, whose threads are the page's own posts. Nobody's word is taken for it that a member's post is
// such a copy. It is one when a write of ours that is under way was to say this as that member, or when its provenance line
// bears a seal: made with a key that the host has, of the place, the member and the post, so that
// it says nothing under anybody else's name.
#pragma once

#include <string>
#include <string_view>

#include "connectors/connector.h"
#include "model/bridge.h"

namespace plein::sync {

// Of the widget's post under this key, written in the place as the member; "" when the bridge has no key to seal with.
std::string seal_of(const Bridge& bridge, std::string_view place, std::string_view member, std::string_view key);

// Whether a widget post may be written as its author, who has an account there. `own`: by their own credential; `first`: it
// begins a thread; `alone`: the place's key acts for nobody but its account.
bool may_act(const Capabilities& can, bool own, bool first, bool alone);

}  // namespace plein::sync
