// The simulators hold against what real servers answered: the requests of the captures, in their order, give the same
// status and the same shape.
#include <doctest/doctest.h>

#include <map>

#include "simulators/bluesky_simulator.h"
#include "simulators/captures.h"
#include "simulators/nodebb_simulator.h"

namespace plein::simulators {
namespace {

constexpr Milliseconds start = 1'795'407'555'000;

void check_shape(const Capture& capture, const HttpResponse& response, const std::set<std::string>& left_out) {
  INFO(capture.name);
  CHECK(response.status == capture.status);
  const Result<JsonDocument> captured = JsonDocument::parse(capture.response);
  const Result<JsonDocument> simulated = JsonDocument::parse(response.body);
  REQUIRE(captured.ok());
  REQUIRE(simulated.ok());
  for (const std::string& difference : shape_differences(captured->root(), simulated->root(), left_out)) {
    FAIL_CHECK(difference);
  }
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

}  // namespace

// Left out of NodeBB's answers: what its pages need to draw themselves, and settings that no connector reads.
const std::set<std::string> nodebb_left_out = {"_header",
                                               "allCategoriesUrl",
                                               "allowMultipleBadges",
                                               "bgColor",
                                               "bodyClass",
                                               "bookmark",
                                               "bookmarkThreshold",
                                               "breadcrumbs",
                                               "canPost",
                                               "children",
                                               "class",
                                               "color",
                                               "crossposts",
                                               "deleter",
                                               "descriptionParsed",
                                               "display_moderator_tools",
                                               "display_move_tools",
                                               "display_post_menu",
                                               "downvote:disabled",
                                               "downvoteVisibility",
                                               "feeds:disableRSS",
                                               "filters",
                                               "followed",
                                               "forker",
                                               "handleFull",
                                               "hasFollowers",
                                               "icon",
                                               "icons",
                                               "ignored",
                                               "imageClass",
                                               "isFollowing",
                                               "isIgnored",
                                               "isIgnoring",
                                               "isNotFollowing",
                                               "isNotWatched",
                                               "isSection",
                                               "isTracked",
                                               "isWatched",
                                               "loggedInUser",
                                               "maxTags",
                                               "merger",
                                               "minTags",
                                               "necroThreshold",
                                               "nickname",
                                               "numRecentReplies",
                                               "postDeleteDuration",
                                               "postEditDuration",
                                               "postIndex",
                                               "postSharing",
                                               "privateUploads",
                                               "privileges",
                                               "related",
                                               "reputation:disabled",
                                               "rssFeedUrl",
                                               "scrollToMyPost",
                                               "selectCategoryLabel",
                                               "selectedCategory",
                                               "selectedCids",
                                               "selectedFilter",
                                               "selectedTag",
                                               "selectedTags",
                                               "selectedTerm",
                                               "showPostPreviewsOnHover",
                                               "showSelect",
                                               "showTopicTools",
                                               "signature",
                                               "signatures:hideDuplicates",
                                               "sortOption",
                                               "sortOptionLabel",
                                               "subCategoriesPerPage",
                                               "tagWhitelist",
                                               "template",
                                               "terms",
                                               "thread_tools",
                                               "tids",
                                               "topicIndex",
                                               "topicStaleDays",
                                               "topic_count",
                                               "updateUrlWithPostIndex",
                                               "upvoteVisibility",

                                               "widgets"};

// GET /api/user/{name} is a whole profile page; who one is, is all that is simulated of it.
const std::set<std::string> nodebb_user_left_out = {"_header",
                                                    "aboutmeParsed",
                                                    "age",
                                                    "allowCoverPicture",
                                                    "allowProfileImageUploads",
                                                    "allowProfilePicture",
                                                    "allowedProfileImageExtensions",
                                                    "banned:expire",
                                                    "banned_until",
                                                    "banned_until_readable",
                                                    "bestPosts",
                                                    "birthday",
                                                    "blocksCount",
                                                    "bodyClass",
                                                    "breadcrumbs",
                                                    "canBan",
                                                    "canChangePassword",
                                                    "canChat",
                                                    "canEdit",
                                                    "canFlag",
                                                    "canMute",
                                                    "counts",
                                                    "cover:position",
                                                    "cover:url",
                                                    "customUserFields",
                                                    "disableSignatures",
                                                    "downvote:disabled",
                                                    "email:disableEdit",
                                                    "emailClass",
                                                    "emailHidden",
                                                    "flagId",
                                                    "flags",
                                                    "followerCount",
                                                    "followingCount",
                                                    "groupTitle",
                                                    "groupTitleArray",
                                                    "groups",
                                                    "hasPrivateChat",
                                                    "iconBackgrounds",
                                                    "isAdminOrGlobalModerator",
                                                    "isAdminOrGlobalModeratorOrModerator",
                                                    "isBlocked",
                                                    "isFollowPending",
                                                    "isFollowing",
                                                    "isGlobalModerator",
                                                    "isModerator",
                                                    "isSelf",
                                                    "isSelfOrAdminOrGlobalModerator",
                                                    "isTargetAdmin",
                                                    "lastonlineISO",
                                                    "latestPosts",
                                                    "loggedIn",
                                                    "loggedInUser",
                                                    "maximumProfileImageSize",
                                                    "muted",
                                                    "mutedReason",
                                                    "mutedUntil",
                                                    "posts",
                                                    "profileImageDimension",
                                                    "profile_links",
                                                    "profileviews",
                                                    "relative_path",
                                                    "reputation:disabled",
                                                    "selectedGroup",
                                                    "showHidden",
                                                    "signature",
                                                    "template",
                                                    "theirid",
                                                    "title",
                                                    "topiccount",
                                                    "uploadedpicture",
                                                    "url",
                                                    "username:disableEdit",
                                                    "widgets",
                                                    "yourid"};

TEST_CASE("nodebb answers as the captured server did") {
  NodebbSimulator forum;
  forum.add_user({.username = "admin", .admin = true}, start - 1'000'000);
  forum.add_user({.username = "ana"}, start - 1'000'000);
  Milliseconds now = start;
  // What stood there when the captures began: topics 1 and 2, posts 1 and 2.
  for (const char* title : {"Welcome to your NodeBB!", "lege titel test"}) {
    HttpRequest request{"POST", "/api/v3/topics", {{"authorization", "Bearer master-token"}}, ""};
    request.body = R"({"_uid":1,"cid":2,"content":"tekst","title":")" + std::string(title) + "\"}";
    REQUIRE(forum.answer(request, now++).status == 200);
  }
  const std::vector<Capture> captures = read_captures("nodebb");
  CHECK(captures.size() == 29);
  for (Capture capture : captures) {
    if (capture.name == "13-post-diffs") continue;  // not simulated: no connector asks for it
    forum.faults().approval_queue = capture.name == "00-topic-create-queued";
    if (capture.request.headers.count("authorization")) {
      const bool bad = capture.name == "25-bad-token";
      capture.request.headers["authorization"] = bad ? "Bearer nobody's" : "Bearer master-token";
    }
    const bool user_page = capture.name == "18-user";
    check_shape(capture, forum.answer(capture.request, now += 40), user_page ? nodebb_user_left_out : nodebb_left_out);
  }
}

// Left out of Bluesky's answers: keys of signatures.
const std::set<std::string> bluesky_left_out = {"@context", "verificationMethod"};

TEST_CASE("bluesky answers as the captured server did") {
  BlueskySimulator page;
  Milliseconds now = start;
  std::map<std::string, std::string> tokens;  // by did
  std::map<std::string, std::string> names;   // what the captured server called it -> what it is called here
  std::string refresh_token;
  const std::vector<Capture> captures = read_captures("bluesky");
  CHECK(captures.size() == 26);
  for (Capture capture : captures) {
    if (capture.name == "16-pdsproxy-getTimeline") continue;  // not simulated: no connector asks for it
    now += 1000;
    HttpRequest request = capture.request;
    for (const auto& [theirs, ours] : names) {
      replace_all(request.body, theirs, ours);
      replace_all(request.url, theirs, ours);
      std::string encoded = ours;
      std::string encoded_theirs = theirs;
      replace_all(encoded, ":", "%3A");
      replace_all(encoded_theirs, ":", "%3A");
      replace_all(request.url, encoded_theirs, encoded);
    }
    if (request.headers.count("authorization")) {
      // Whose token it was is seen from the repository written to; reads were the brand's.
      std::string token = tokens.begin()->second;
      for (const auto& [did, one] : tokens) {
        if (request.body.find("\"repo\":\"" + did) != std::string::npos) token = one;
        if (request.body.empty() && page.state().accounts.at(did).handle == "brandprlty.test") token = one;
      }
      if (capture.name == "22-createRecord-badauth") token = "nobody's";
      if (capture.name == "24-refreshSession") token = refresh_token;
      request.headers["authorization"] = "Bearer " + token;
    }
    const HttpResponse response = page.answer(request, now);
    check_shape(capture, response, bluesky_left_out);

    const Result<JsonDocument> captured = JsonDocument::parse(capture.response);
    const Result<JsonDocument> simulated = JsonDocument::parse(response.body);
    for (const char* key : {"did", "cid", "uri"}) {
      std::string theirs = captured->root()[key].text_or("");
      std::string ours = simulated->root()[key].text_or("");
      if (theirs.empty() || capture.name == "01-describeServer") continue;
      if (std::string(key) == "uri") {
        theirs = theirs.substr(theirs.rfind('/') + 1);
        ours = ours.substr(ours.rfind('/') + 1);
      }
      names[theirs] = ours;
    }
    if (simulated->root()["accessJwt"].present()) {
      tokens[simulated->root()["did"].text()] = simulated->root()["accessJwt"].text();
      if (capture.name == "04-createSession") refresh_token = simulated->root()["refreshJwt"].text();
    }
  }
}

}  // namespace plein::simulators
