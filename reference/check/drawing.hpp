// SPDX-License-Identifier: Apache-2.0
/// \file
/// Drawings as plain data: what stands where, and what each mark means.
///
/// Lengths are points at the size at which people look; x grows to the right and y upwards, as the
/// positions and the layers of a model do.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/subject.hpp"
#include "reference/number/rational.hpp"

namespace attest::check {

/// What a mark means. Every role has one colour, one form and one line of the legend.
enum class Role {
  token,         ///< an input token
  extra_token,   ///< a token of the model's own
  value,         ///< a register's value
  written,       ///< a value that a layer changed
  position,      ///< one position as a head sees it: key below, query above
  units,         ///< a group of ReLU units
  token_map,     ///< a circuit on one token's registers
  block,         ///< a layer that is not opened
  answer,        ///< what is read, equal to the truth
  wrong_answer,  ///< what is read, different from the truth
  alice,         ///< a token, letter or sum of Alice's
  bob,           ///< a token, letter or sum of Bob's
  fixed,         ///< a token that neither party chooses
  member,        ///< a place that belongs to the set asked for
  amount,        ///< how many, or how much
  attention,     ///< edge: attention weight
  negative,      ///< edge: attention weight below 0
  unattended,    ///< edge: a key that the query sees and gives weight 0
  residual,      ///< edge: the residual stream
  loop,          ///< edge: what runs again
  message,       ///< edge: bits that cross the cut
  flow,          ///< edge: what is made into what
  curve,         ///< edge: a piece of a function's graph
  axis,          ///< edge: where a function is 0
  pole,          ///< edge: where a function has no value
  cut,           ///< edge: the line between Alice and Bob
};

/// The number of roles.
inline constexpr int role_count = static_cast<int>(Role::cut) + 1;

/// A place in the drawing.
struct Point {
  int x = 0;
  int y = 0;

  friend bool operator==(const Point&, const Point&) = default;
};

/// A box, a dot or a cell with text in it.
struct Node {
  std::string id = {};  ///< unique within the drawing: "token.3", "layer1.match.key.3"
  Point centre = {};
  int width = 0;
  int height = 0;
  std::vector<std::string> lines = {};
  Role role = Role::value;
  std::string group = {};   ///< id of the group it belongs to, or empty
  std::string detail = {};  ///< shown when pointed at
};

/// A line from one node to another.
struct Edge {
  std::string from = {};
  std::string to = {};
  Role role = Role::attention;
  std::optional<Rational> weight = {};  ///< in [0, 1]: how thick and how opaque; nothing: full
  std::vector<Point> route = {};        ///< two points: a straight line; 3k+1: cubic Bezier curves
  std::string detail = {};              ///< shown when pointed at
};

/// A box around nodes.
struct Group {
  std::string id = {};
  std::string title = {};  ///< what the box stands for; printed by notes, not by the box
  Point low = {};
  Point high = {};
  std::string parent = {};  ///< id of the group around it, or empty
};

/// How a note is set; title and heading are bold.
enum class Style { title, heading, body, small };

/// Size of a note's text, and of text in nodes [tenths of a point].
[[nodiscard]] constexpr int text_size(Style style) {
  constexpr int sizes[] = {140, 110, 105, 95};
  return sizes[static_cast<int>(style)];
}
inline constexpr int node_text_size = 100;

/// Where a note's place is on its line.
enum class Align { left, centre, right };

/// One line of text.
struct Note {
  std::string id = {};
  Point at = {};  ///< middle of the line's height
  std::string text = {};
  Style style = Style::body;
  Align align = Align::left;
};

/// A picture: data only. Its legend follows from the roles in use and from `meanings`.
struct Drawing {
  std::string title = {};                 ///< claim and statement
  std::vector<std::string> caption = {};  ///< parameters, case, answer: one line each
  Point low = {};
  Point high = {};
  std::vector<Group> groups = {};  ///< a group after the one around it
  std::vector<Node> nodes = {};
  std::vector<Edge> edges = {};
  std::vector<Note> notes = {};
  /// What roles mean in this picture, where the general word would not say it: a line of the
  /// legend.
  std::map<Role, std::string> meanings = {};
};

/// Which picture of a statement.
struct DrawingRequest {
  Params params = {};
  std::uint64_t seed = 1;
  std::optional<std::int64_t> index = {};  ///< of the case; nothing: one that the shape chooses
  std::string mutant = {};                 ///< empty: the construction as it is
  /// Blocks that are opened, by name; empty: as many as stay legible.
  std::vector<std::string> open = {};
};

/// The roles that are seen in a drawing, each once, in the order of the enumeration: a value
/// without text is not seen.
[[nodiscard]] std::vector<Role> roles_in_use(const Drawing& drawing);

/// "token", "extra_token", ..., "cut".
[[nodiscard]] std::string_view name_of(Role role);

/// Whether the role is one of edges.
[[nodiscard]] bool is_edge_role(Role role);

/// Checks that ids are unique, ends exist, weights lie in [0, 1], routes have 2 or 3k+1 points and
/// meanings are of roles in use.
/// \throws InputError drawing-invalid naming the first place that is not sound
void validate(const Drawing& drawing);

}  // namespace attest::check
