// SPDX-License-Identifier: Apache-2.0
/// \file
/// How many prefixes hop_k tells apart: exactly, by refinement and by brute force.
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using machine::Automaton;

constexpr std::int64_t most_lengths = 200;

/// For larger alphabets than two, where no formula is known.
constexpr Expected expected_counts[] = {
    {3, 1, 58, 18, 4},          {3, 2, 238, 78, 7},         {3, 3, 850, 282, 10},
    {3, 4, 2938, 978, 13},      {3, 5, 10021, 3339, 16},    {3, 6, 34096, 11364, 19},
    {3, 7, 115924, 38640, 22},  {3, 8, 394294, 131430, 25}, {4, 1, 469, 116, 6},
    {4, 2, 12037, 3008, 10},    {4, 3, 257605, 64400, 16},  {5, 1, 5306, 1060, 8},
    {5, 2, 1252906, 250580, 14}};

/// Rows of last answers after all suffixes, counted over the prefixes of a length.
std::int64_t different_rows(std::int64_t letters, std::int64_t k, std::int64_t length,
                            std::int64_t longest) {
  const std::vector<Symbols> suffixes = suffixes_up_to(letters, longest);
  std::set<Symbols> rows;
  for (const Symbols& prefix : machine::words_of_length(letters, length)) {
    Symbols row;
    for (const Symbols& suffix : suffixes) {
      Symbols word = prefix;
      word.insert(word.end(), suffix.begin(), suffix.end());
      row.push_back(task::last_hop(word, k));
    }
    rows.insert(std::move(row));
  }
  return std::ssize(rows);
}

/// Rows of last answers against the states of the least machine, for every length.
Agrees subject_of_brute_force(const Params& params, std::uint64_t) {
  const std::int64_t k = params.at("k");
  const std::int64_t letters = params.at("letters");
  auto counts = machine::reached_counts(least_machine(params), most_lengths);
  return Agrees{.relation = derive::Relation::equal,
                .left =
                    [=](const check::Case& length, const std::string& twist) {
                      const std::int64_t longest = twist == "suffixes_of_one_letter" ? 1
                                                   : twist == "suffixes_of_two_letters"
                                                       ? 2
                                                       : std::max<std::int64_t>(k, 3);
                      return std::vector<Rational>{
                          different_rows(letters, k, length(0, 0).num().to_int64(), longest)};
                    },
                .right =
                    [counts](const check::Case& length) {
                      const auto a = static_cast<std::size_t>(length(0, 0).num().to_int64());
                      return std::vector<Rational>{counts[std::min(a, counts.size() - 1)]};
                    },
                .cases = check::integer_box({0}, {params.at("longest")}),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "rows of last answers"};
}

Statement brute_force() {
  Statement statement = about("S1", "How many prefixes hop_k tells apart");
  statement.sentence =
      "Let $N_k(a)$ be the number of different functions $v \\mapsto$ hop$_k(uv)$ at the last "
      "token, $v$ nonempty, over the prefixes $u$ of length $a$. A model of one pass has at least "
      "$\\log_2 N_k(a)$ bits of state. Suffixes of length $\\max(k, 3)$ suffice to tell prefixes "
      "apart, and the classes of the table machine are exactly these functions.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Rows of last answers by the definition of hop_k, against the "
                            "partition refinement of the machine with k tables.",
                        .gap = "The stated alphabets, k and lengths."};
  statement.parameters = table_parameters();
  statement.parameters.push_back(
      {.name = "longest", .meaning = "prefixes of 0 to longest letters", .lo = 0, .hi = 10});
  statement.points = [](Rung rung) {
    const auto add = [](std::vector<Params> points, std::int64_t longest) {
      for (Params& point : points) point["longest"] = longest;
      return points;
    };
    std::vector<Params> points = add(table_points(2, 3), 6);
    for (Params& point : add(table_points(3, 2), 4)) points.push_back(std::move(point));
    if (rung == Rung::fast) return points;
    for (Params& point : add(table_points(2, 5), 8)) points.push_back(std::move(point));
    for (Params& point : add(table_points(3, 3), 6)) points.push_back(std::move(point));
    for (Params& point : add(table_points(4, 2), 4)) points.push_back(std::move(point));
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"letters", 3}, {"k", 2}, {"longest", 5}}};
  };
  return derive::agrees(
      std::move(statement), subject_of_brute_force,
      {{.name = "suffixes_of_one_letter", .why = "suffixes of one letter only", .proof = {}},
       {.name = "suffixes_of_two_letters", .why = "suffixes of at most two letters", .proof = {}}});
}

/// States, classes and the length from which on they stay, against the table.
Agrees subject_of_counted(const Params& params, std::uint64_t) {
  const Expected right = expected(params);
  return Agrees{
      .relation = derive::Relation::equal,
      .left =
          [params](const check::Case&, const std::string& twist) {
            const Automaton tables = machine::table_automaton(
                params.at("letters"), params.at("k"),
                twist == "read_before_write" ? Broken::read_before_write : Broken::nothing);
            const Automaton least = twist == "not_refined" ? tables : machine::minimal(tables);
            const auto counts = machine::reached_counts(least, most_lengths);
            return std::vector<Rational>{tables.states(), counts.back(), std::ssize(counts) - 1};
          },
      .right =
          [right](const check::Case&) {
            return std::vector<Rational>{right.states, right.limit, right.length};
          },
      .cases = check::integer_box({}, {}),
      .arithmetic = check::Arithmetic::integer,
      .evaluator = "partition refinement",
      .promises =
          {{.quantity = "state [bits]",
            .formula = "ceil((k s + 1) log2(s + 1))",
            .relation = "<=",
            .value = std::to_string(bits_of(pow(
                Integer(right.letters + 1), static_cast<unsigned>(right.k * right.letters + 1)))),
            .used = std::to_string(bits_of(right.limit)),
            .is_met = right.limit <= pow(Integer(right.letters + 1),
                                         static_cast<unsigned>(right.k * right.letters + 1))}}};
}

Statement counted() {
  Statement statement = about("S1.counts", "How many states one pass needs");
  statement.sentence =
      "Over two letters the table machine reaches $4k + 7$ states, and $N_k(a)$ is $2k + 2$ for "
      "odd $k$, $2k + 1$ for even $k$, from $a = k + 1$ on ($k \\le 14$): for a fixed alphabet no "
      "depth bound holds, $\\log_2(2k+2)$ bits do at depth one. Over three to five letters the "
      "counts are those of a table: for $s = 3$ they are reached at $a = 3k + 1$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "The states reached, the classes by partition refinement, and the "
                            "length from which on they stay.",
                        .gap = "The stated alphabets and k."};
  statement.parameters = table_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points = table_points(2, 14);
    const auto add = [&](std::int64_t letters, std::int64_t most) {
      for (Params& point : table_points(letters, most)) points.push_back(std::move(point));
    };
    add(3, rung == Rung::fast ? 4 : 8);
    add(4, rung == Rung::fast ? 1 : 3);
    add(5, rung == Rung::fast ? 0 : 2);
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"letters", 3}, {"k", 2}}}; };
  return derive::agrees(
      std::move(statement), subject_of_counted,
      {{.name = "read_before_write", .why = "j < i in find", .proof = {}},
       {.name = "not_refined", .why = "states counted for classes", .proof = {}}});
}

}  // namespace

Automaton least_machine(const Params& params) {
  return machine::minimal(
      machine::table_automaton(params.at("letters"), params.at("k"), Broken::nothing));
}

std::vector<Symbols> suffixes_up_to(std::int64_t letters, std::int64_t longest) {
  std::vector<Symbols> suffixes;
  for (std::int64_t length = 1; length <= longest; ++length) {
    for (Symbols& word : machine::words_of_length(letters, length)) {
      suffixes.push_back(std::move(word));
    }
  }
  return suffixes;
}

Expected expected(const Params& params) {
  const std::int64_t letters = params.at("letters");
  const std::int64_t k = params.at("k");
  if (letters == 2) return {2, k, 4 * k + 7, k % 2 == 0 ? 2 * k + 1 : 2 * k + 2, k + 1};
  for (const Expected& entry : expected_counts) {
    if (entry.letters == letters && entry.k == k) return entry;
  }
  return {letters, k, 0, 0, 0};
}

std::vector<Statement> count_statements() { return {brute_force(), counted()}; }

}  // namespace attest::one_pass_state_bound
