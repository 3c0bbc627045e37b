// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pictures of contests: what crosses the cut, and what Alice makes of it.
#include <algorithm>
#include <utility>

#include "reference/derive/contest_subject.hpp"
#include "reference/derive/drawing_cut.hpp"
#include "reference/derive/drawing_text.hpp"

namespace attest::derive {
namespace {

using check::Align;
using check::Role;
using check::Style;

constexpr int message_room = 76;  // between Alice's box and the cut
constexpr int bob_room = 30;      // between the cut and Bob's

/// Columns of equal width, the first to the left and the others to the right.
std::vector<std::string> aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<int> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], length_of(row[i]));
  }
  std::vector<std::string> lines;
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string space(static_cast<std::size_t>(widths[i] - length_of(row[i])), ' ');
      line += i == 0 ? row[i] + space : "  " + space + row[i];
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Names of the numbers of a message, each with the position in Sums.
std::vector<std::string> message_numbers(const protocol::OneLayer& layer) {
  std::vector<std::string> names(static_cast<std::size_t>(layer.numbers()));
  for (const protocol::HeadSums& head : layer.heads()) {
    const auto at = static_cast<std::size_t>(head.normaliser);
    names[at] = head.name + " weights";
    for (int c = 0; c < head.value_dimension; ++c) {
      names[at + 1 + static_cast<std::size_t>(c)] =
          head.name + " weight × value" + (head.value_dimension > 1 ? " " + std::to_string(c) : "");
    }
  }
  return names;
}

/// A contest on one pair of inputs, or on two that have one message.
class ContestPicture {
 public:
  ContestPicture(Heading heading, const Match& match, std::vector<DrawnPair> pairs)
      : heading_(std::move(heading)),
        match_(match),
        layer_(match.contest().candidate.layer, match.contest().reduces.reader),
        pairs_(std::move(pairs)),
        picture_(heading_, match.instances(), page_width),
        canvas_(picture_.canvas()) {}

  check::Drawing draw(std::vector<std::string> caption) {
    picture_.add_positions();
    for (const DrawnPair& pair : pairs_) picture_.add_pair(pair);
    for (const DrawnPair& pair : pairs_) {
      runs_.push_back(protocol::execute(layer_, match_.instances().cut(),
                                        match_.contest().candidate.bits,
                                        match_.instances().tokens(pair.a, pair.b)));
    }
    const int bend = canvas_.top() - 6;
    const std::optional<int> line = picture_.cut_x();
    const int least = 2 + box_width(alices_lines()) + message_room;
    const int right = std::max(canvas_.right(), page_width - 16);
    const int most = right - box_width(bobs_lines()) - bob_room;
    const int cut = std::clamp(line.value_or((least + most) / 2), std::min(least, most), most);
    add_protocol(cut);
    picture_.add_cut(line.value_or(cut), cut, bend, canvas_.top() - 6);
    add_verdict();
    caption.push_back(ledger_text());
    return canvas_.finish(title_text(heading_), std::move(caption));
  }

 private:
  /// Bob's sums of a pair, not cut.
  [[nodiscard]] protocol::Sums exact_message(const DrawnPair& pair) const {
    return protocol::execute(layer_, match_.instances().cut(), 0,
                             match_.instances().tokens(pair.a, pair.b))
        .message;
  }

  [[nodiscard]] std::vector<std::string> bobs_lines() const {
    std::vector<std::vector<std::string>> rows{{"sum of"}};
    const std::vector<std::string> names = message_numbers(layer_);
    for (const std::string& name : names) rows.push_back({name});
    for (const DrawnPair& pair : pairs_) {
      rows[0].push_back(pair.name == "(a, b)" ? "b" : "b′");
      const protocol::Sums exact = exact_message(pair);
      for (std::size_t i = 0; i < names.size(); ++i) {
        rows[i + 1].push_back(short_text(Rational(exact[i]), 9));
      }
    }
    rows[0].emplace_back("sent");
    for (std::size_t i = 0; i < names.size(); ++i) {
      rows[i + 1].push_back(short_text(Rational(runs_.front().message[i]), 9));
    }
    return aligned(rows);
  }

  [[nodiscard]] std::vector<std::string> alices_lines() const {
    std::vector<std::vector<std::string>> rows{{"sum of", "Alice", "with Bob"}};
    const std::vector<std::string> names = message_numbers(layer_);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Rational total(runs_.front().total[i]);
      rows.push_back({names[i], short_text(total - Rational(runs_.front().message[i]), 9),
                      short_text(total, 9)});
    }
    return aligned(rows);
  }

  /// The box of one party, `left` to `right`, under its title.
  void add_party(const std::string& id, Role role, int left, int right,
                 const std::vector<std::string>& lines, const std::vector<std::string>& title) {
    const int height = box_height(lines);
    canvas_.add(check::Node{.id = id,
                            .centre = {(left + right) / 2, canvas_.top() + height / 2},
                            .width = right - left,
                            .height = height,
                            .lines = lines,
                            .role = role});
    int y = canvas_.top() + height + 9 + static_cast<int>(title.size() - 1) * 14;
    Style style = Style::heading;
    for (const std::string& line : title) {
      canvas_.note({left + 4, y}, line, style, Align::left, right - left);
      style = Style::small;
      y -= 14;
    }
  }

  static int box_height(const std::vector<std::string>& lines) {
    return static_cast<int>(lines.size()) * line_height + 14;
  }

  static int box_width(const std::vector<std::string>& lines) {
    int most = 0;
    for (const std::string& line : lines) most = std::max(most, length_of(line));
    return most * 602 / 100 + 20;  // text of equal widths, 0.602 of 10 points
  }

  /// Bob's sums on the right, what he sends, and Alice's sums on the left.
  void add_protocol(int cut) {
    const int bits = match_.contest().candidate.bits;
    const std::vector<std::string> bobs = bobs_lines();
    const std::vector<std::string> alices = alices_lines();
    const int bob_left = cut + bob_room;
    const int bob_right = bob_left + box_width(bobs);
    const int alice_right = cut - message_room;
    const int alice_left = std::max(2, alice_right - box_width(alices));
    const int low = canvas_.top() - 10;
    canvas_.rise(26);
    for (int p = 0; p < picture_.count(); ++p) {
      const Owner owner = match_.contest().reduces.places[static_cast<std::size_t>(p)].owner;
      const bool is_bob = owner == Owner::bob;
      const int x = is_bob ? std::clamp(canvas_.x(p), bob_left + 12, bob_right - 12)
                           : std::clamp(canvas_.x(p), alice_left + 12, alice_right - 12);
      picture_.add_flow("token." + std::to_string(p) + (pairs_.size() > 1 ? "'" : ""),
                        is_bob ? "bob" : "alice", {{canvas_.x(p), low}, {x, canvas_.top()}});
    }
    const int y = canvas_.top() + box_height(bobs) / 2;
    add_party("bob", Role::bob, bob_left, bob_right, bobs,
              {"Bob adds up his tokens",
               bits == 0 ? "and sends the sums as they are"
                         : "and sends " + counted(bits, "leading bit") + " of each sum"});
    add_party("alice", Role::alice, alice_left, alice_right, alices,
              {"Alice adds hers, then divides", "output = weight × value / weights"});
    canvas_.add(check::Edge{.from = "bob",
                            .to = "alice",
                            .role = Role::message,
                            .route = {{bob_left, y}, {alice_right, y}},
                            .detail = ledger_text()});
    canvas_.note({(alice_right + cut) / 2 + 3, y + 12},
                 counted(match_.adversary().ledger().bits(), "bit"), Style::heading, Align::centre);
    const int alice_top = canvas_.top() + box_height(alices);
    canvas_.rise(box_height(bobs) + 40);
    picture_.add_flow("alice", "answer",
                      {{alice_right - 14, alice_top}, {alice_right - 14, canvas_.top()}});
  }

  [[nodiscard]] std::string ledger_text() const {
    const protocol::Ledger& ledger = match_.adversary().ledger();
    return "message: " + counted(ledger.numbers, "number") +
           " of R = " + short_text(ledger.values_a_number, 12) + " values, " +
           counted(ledger.bits(), "bit") + "; " + counted(match_.adversary().inputs(), "input") +
           " of Bob need " + counted(match_.adversary().needed_bits(), "bit") + " and make " +
           counted(match_.adversary().distinct_messages(), "different message");
  }

  void add_verdict() {
    const auto target = [&](const DrawnPair& pair) {
      return std::to_string(match_.instances().target(pair.a, pair.b)) + " on " + pair.name;
    };
    std::vector<std::string> lines{"outputs of the heads at position " +
                                   std::to_string(layer_.reader()) + ": " +
                                   outputs_text(runs_.front().outputs)};
    std::string truth = match_.contest().reduces.target.id + ": " + target(pairs_.front());
    bool is_right = true;
    if (pairs_.size() > 1) {
      const bool is_same = runs_[0].outputs == runs_[1].outputs;
      lines[0] += is_same ? " on both" : " and " + outputs_text(runs_[1].outputs);
      truth += ", " + target(pairs_[1]);
      is_right = !is_same || match_.instances().target(pairs_[0].a, pairs_[0].b) ==
                                 match_.instances().target(pairs_[1].a, pairs_[1].b);
    } else {
      try {
        const model::Answer answer = match_.referee().answer(pairs_[0].a, pairs_[0].b);
        const int expected = match_.instances().target(pairs_[0].a, pairs_[0].b);
        if (answer.size() == 1) {
          is_right = answer[0] == Rational(expected);
          lines[0] += "; answer " + short_text(answer[0], 24);
        }
      } catch (const model::Undefined& error) {
        lines[0] += std::string("; undefined: ") + error.what();
        is_right = false;
      }
    }
    lines.push_back(truth);
    const int most = (canvas_.right() - gutter) * 100 / 602 - 2;
    for (std::string& line : lines) line = fitted(line, most);
    canvas_.note({10, canvas_.top() + 18}, "answer", Style::heading);
    picture_.add_box("answer", is_right ? Role::answer : Role::wrong_answer, lines);
  }

  [[nodiscard]] static std::string outputs_text(const std::vector<Rational>& outputs) {
    std::vector<std::string> parts;
    for (const Rational& output : outputs) parts.push_back(short_text(output, 16));
    return "(" + listed(parts, 60) + ")";
  }

  Heading heading_;
  const Match& match_;
  protocol::OneLayer layer_;
  std::vector<DrawnPair> pairs_;
  std::vector<protocol::Execution> runs_;
  CutPicture picture_;
  Canvas& canvas_;
};

}  // namespace

check::Drawing draw(const Heading& heading, const Contest& contest,
                    const check::DrawingRequest& request) {
  const Match match(contest);
  const std::int64_t b_prime = !request.index && match.adversary().first_collision()
                                   ? *match.adversary().first_collision()
                                   : drawn_case(contest.reduces.bob, request, heading);
  std::string caption = params_text(request) + "; Bob's input " + std::to_string(b_prime) + " of " +
                        std::to_string(contest.reduces.bob.size);
  const std::optional<Counterexample> found = match.collision(b_prime);
  if (!found) {
    const std::int64_t a = drawn_case(contest.reduces.alice, {}, heading);
    return ContestPicture(heading, match, {{.a = a, .b = b_prime, .name = "(a, b)"}})
        .draw({caption + ": no earlier input has its message"});
  }
  return ContestPicture(heading, match,
                        {{.a = found->a, .b = found->b, .name = "(a, b)"},
                         {.a = found->a, .b = found->b_prime, .name = "(a, b′)"}})
      .draw({caption + " has the message of input " + std::to_string(found->b) +
             ": what Alice cannot tell apart, the layer cannot"});
}

check::Drawing draw_pair(const Heading& heading, const Contest& contest,
                         const check::DrawingRequest& request) {
  const Match match(contest);
  check::CaseSpace pairs{.description = "pairs", .size = match.instances().pairs()};
  const std::int64_t bobs = match.instances().bob().size();
  pairs.at = [&](std::int64_t index) -> std::optional<check::Case> {
    if (!match.instances().is_admitted(index / bobs, index % bobs)) return std::nullopt;
    return check::Case();
  };
  const std::int64_t index = drawn_case(pairs, request, heading);
  return ContestPicture(heading, match, {{.a = index / bobs, .b = index % bobs, .name = "(a, b)"}})
      .draw({params_text(request) + "; case " + std::to_string(index) + " of " +
             std::to_string(pairs.size) + ": " +
             match.instances().text(index / bobs, index % bobs)});
}

}  // namespace attest::derive
