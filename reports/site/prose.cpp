// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plain text as HTML that reads like print.
#include "reports/prose/prose.hpp"

#include "reports/prose/text.hpp"
#include "reports/site/render.hpp"

namespace attest::site {
namespace {

/// Tags that close and open levels.
std::string tags_of(const prose::Change& change) {
  std::string tags;
  for (const char level : change.closed) tags += level == '^' ? "</sup>" : "</sub>";
  for (const char level : change.opened) tags += level == '^' ? "<sup>" : "<sub>";
  return tags;
}

}  // namespace

std::string html_escaped(std::string_view text) { return prose::escaped(text); }

std::string html_prose(std::string_view text) {
  std::string result;
  std::string level;
  for (const prose::Run& run : prose::runs_of(text, prose::Spaces::set)) {
    result += tags_of(prose::change_of(level, run.level)) + html_escaped(run.text);
    level = run.level;
  }
  result += tags_of(prose::change_of(level, ""));
  // Written out, so that a reader of the source sees them.
  prose::replace_all(result, prose::narrow_space, "&#8239;");
  prose::replace_all(result, prose::fixed_space, "&nbsp;");
  return result;
}

}  // namespace attest::site
