// What each platform can do, for people who choose one and for hosts that tell a writer what will become of a text.
#include "boundary/write.h"
#include "connectors/catalogue.h"

namespace plein::boundary {

void write_platforms(JsonWriter& out) {
  static constexpr std::string_view formats[] = {"plain", "facets", "markdown"};
  out.array();
  for (const Connector* connector : all_connectors()) {
    const Capabilities& can = connector->capabilities();
    const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
    out.object().text("platform", can.platform).text("name", can.name).text("kind", can.forum ? "forum" : "page");
    out.text("format", formats[static_cast<int>(can.format)]).flag("titles", can.titles);
    out.number("graphemes_max", count(can.graphemes_max)).number("bytes_max", count(can.bytes_max));
    out.number("url_graphemes", count(can.url_graphemes)).number("title_max", count(can.title_max));
    out.number("reply_levels", can.reply_levels).text("repeats", can.repeats).text("pushes", can.pushes);
    out.flag("edits", can.edits).flag("hides", can.hides).flag("reacts", can.reacts);
    out.flag("accepts", can.accepts).flag("acts_as", can.acts_as);
    out.flag("own_accounts", can.own_accounts)
        .flag("consent", can.profiles)
        .flag("followers", can.followers)
        .flag("warnings", can.warnings);
    out.flag("languages", can.languages).number("images_max", count(can.images_max)).flag("uploads", can.uploads);
    out.flag("direct", !can.public_streams.empty()).number("poll_every_ms", can.poll_every_ms);
    out.number("read_lag_ms", can.read_lag_ms).end_object();
  }
  out.end_array();
}

}  // namespace plein::boundary
