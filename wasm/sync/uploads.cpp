// Pictures, where a place wants their bytes before the post that carries them: each is uploaded first, as often as it takes. One
// that cannot be had, or that the place does not take, stays a link. Forgotten with the engine: then they are uploaded again.
#include "sync/compose.h"
#include "sync/synchroniser.h"

namespace plein::sync {
namespace {

constexpr int uploads_tried = 3;

}  // namespace

// What is to be written of a post, with what its pictures are called where they were uploaded.
Result<Draft> Synchroniser::draft_of(const PlaceRun& run, std::uint32_t post, bool correction, std::string_view as) const {
  std::set<std::string> linked;
  for (auto at = run.uploads.lower_bound({post, ""}); at != run.uploads.end() && at->first.first == post; ++at) {
    if (at->second.given_up) linked.insert(at->first.second);
  }
  auto draft = compose(state_, bridge_, post, *run.place, *run.connector, correction, linked, as);
  if (!draft) return draft;
  for (Image& image : draft->images) {
    const auto known = run.uploads.find({post, image.url});
    if (known != run.uploads.end()) image.uploaded = known->second.uploaded;
  }
  return draft;
}

// True: a picture is on its way, and the draft waits for it.
bool Synchroniser::start_upload(std::size_t index, std::uint32_t post, const Draft& draft, const std::string& as,
                                Milliseconds now) {
  PlaceRun& run = runs_[index];
  if (!run.connector->capabilities().uploads) return false;
  for (const Image& image : draft.images) {
    if (!image.uploaded.empty()) continue;
    UnderWay upload;
    upload.post = post;
    upload.ask.kind = Ask::Kind::upload;
    upload.ask.image = image;
    upload.ask.as = as;
    run.writing = true;
    ask(index, std::move(upload), now);
    return true;
  }
  return false;
}

void Synchroniser::forget_uploads(PlaceRun& run, std::uint32_t post) {
  run.uploads.erase(run.uploads.lower_bound({post, ""}), run.uploads.lower_bound({post + 1, ""}));
}

void Synchroniser::take_upload(PlaceRun& run, const UnderWay& under_way, const Reading& reading, Milliseconds now) {
  const Outcome& outcome = reading.outcome;
  Upload& upload = run.uploads[{under_way.post, under_way.ask.image.url}];
  switch (outcome.kind) {
    case Outcome::Kind::ok:
      answering(run, now);
      upload.uploaded = reading.uploaded;
      upload.given_up = reading.uploaded.empty();
      break;
    case Outcome::Kind::park: park(run, outcome, now); break;
    case Outcome::Kind::reconnect:
    case Outcome::Kind::retry:
    case Outcome::Kind::maybe_done:
      upload.given_up = ++upload.failures >= uploads_tried;
      failed_write(run, outcome, now);
      break;
    default: upload.given_up = true;
  }
  requeue(run, under_way.post, now);
}

}  // namespace plein::sync
