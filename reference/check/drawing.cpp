// SPDX-License-Identifier: Apache-2.0
/// \file
/// Names of roles, the roles in use, and what makes a drawing sound.
#include "reference/check/drawing.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "reference/number/error.hpp"

namespace attest::check {
namespace {

constexpr std::array<std::string_view, role_count> role_names{
    "token",  "extra_token", "value",        "written",    "position", "units", "token_map",
    "block",  "answer",      "wrong_answer", "alice",      "bob",      "fixed", "member",
    "amount", "attention",   "negative",     "unattended", "residual", "loop",  "message",
    "flow",   "curve",       "axis",         "pole",       "cut"};

[[noreturn]] void reject(const std::string& place, const std::string& found,
                         const std::string& expected) {
  throw InputError("drawing-invalid", place, found, expected);
}

void require_sound(const Edge& edge, const std::set<std::string>& nodes) {
  const std::string place = "edge " + edge.from + " -> " + edge.to;
  for (const std::string& end : {edge.from, edge.to}) {
    if (!nodes.contains(end)) reject(place, "no node " + end, "the id of a node");
  }
  if (!is_edge_role(edge.role)) {
    reject(place, std::string(name_of(edge.role)), "a role of edges");
  }
  const std::size_t points = edge.route.size();
  if (points != 2 && (points < 4 || points % 3 != 1)) {
    reject(place, "a route of " + std::to_string(points) + " points", "2 or 3k+1 of them");
  }
  if (edge.weight && (*edge.weight < 0 || *edge.weight > 1)) {
    reject(place, "weight " + edge.weight->to_string(), "a weight in [0, 1]");
  }
}

}  // namespace

std::string_view name_of(Role role) { return role_names.at(static_cast<std::size_t>(role)); }

bool is_edge_role(Role role) { return role >= Role::attention; }

std::vector<Role> roles_in_use(const Drawing& drawing) {
  std::set<Role> used;
  for (const Node& node : drawing.nodes) {
    const bool is_seen = node.role != Role::value ||
                         std::any_of(node.lines.begin(), node.lines.end(),
                                     [](const std::string& line) { return !line.empty(); });
    if (is_seen) used.insert(node.role);
  }
  for (const Edge& edge : drawing.edges) used.insert(edge.role);
  return {used.begin(), used.end()};
}

void validate(const Drawing& drawing) {
  std::set<std::string> groups;
  for (const Group& group : drawing.groups) {
    const std::string place = "group " + group.id;
    if (!group.parent.empty() && !groups.contains(group.parent)) {
      reject(place, "no group " + group.parent + " before it", "the group around it, or none");
    }
    if (!groups.insert(group.id).second) reject(place, "the id twice", "an id of its own");
  }
  std::set<std::string> nodes;
  for (const Node& node : drawing.nodes) {
    const std::string place = "node " + node.id;
    if (!nodes.insert(node.id).second) reject(place, "the id twice", "an id of its own");
    if (is_edge_role(node.role)) {
      reject(place, std::string(name_of(node.role)), "a role of nodes");
    }
    if (node.width <= 0 || node.height <= 0) reject(place, "no size", "a width and a height");
    if (!node.group.empty() && !groups.contains(node.group)) {
      reject(place, "no group " + node.group, "the id of a group, or none");
    }
  }
  for (const Edge& edge : drawing.edges) require_sound(edge, nodes);
  for (const Note& note : drawing.notes) {
    if (!nodes.insert(note.id).second) {
      reject("note " + note.id, "the id twice", "an id of its own");
    }
  }
  const std::vector<Role> used = roles_in_use(drawing);
  for (const auto& [role, meaning] : drawing.meanings) {
    const bool is_used = std::find(used.begin(), used.end(), role) != used.end();
    if (is_used && !meaning.empty()) continue;
    reject("meaning of " + std::string(name_of(role)),
           is_used ? "an empty text" : "no mark of that role", "words for a role in use");
  }
}

}  // namespace attest::check
