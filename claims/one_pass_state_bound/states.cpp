// SPDX-License-Identifier: Apache-2.0
/// \file
/// How many prefixes hop_k tells apart: exactly, by refinement and by brute force.
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using machine::Automaton;

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
  Statement statement = check::about(claim_id, "S1", "How many prefixes hop_k tells apart");
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

/// The machine of k tables and the least one, by what a twist asks for.
struct Machines {
  Automaton tables;
  Automaton least;
};

Machines machines_of(const Params& params, const std::string& twist) {
  Automaton tables = machine::table_automaton(
      params.at("letters"), params.at("k"),
      twist == "read_before_write" ? Broken::read_before_write : Broken::nothing);
  Automaton least = twist == "not_refined" ? tables : machine::minimal(tables);
  return {.tables = std::move(tables), .least = std::move(least)};
}

check::Promise bits_promise(const Params& params, std::int64_t states) {
  const std::int64_t letters = params.at("letters");
  const Integer tables =
      pow(Integer(letters + 1), static_cast<unsigned>(params.at("k") * letters + 1));
  return {.quantity = "state [bits]",
          .formula = "ceil((k s + 1) log2(s + 1))",
          .relation = "<=",
          .value = std::to_string(bits_of(tables)),
          .used = std::to_string(bits_of(states)),
          .is_met = states <= tables};
}

std::vector<derive::Twist> count_twists() {
  return {{.name = "read_before_write", .why = "j < i in find", .proof = {}},
          {.name = "not_refined", .why = "states counted for classes", .proof = {}}};
}

/// States and the counts of every length, then what formulas say of them.
Agrees subject_of_counted(const Params& params, std::uint64_t) {
  const std::int64_t letters = params.at("letters");
  const std::int64_t k = params.at("k");
  const auto left = [=](const check::Case&, const std::string& twist) {
    const Machines machines = machines_of(params, twist);
    const auto counts = machine::reached_counts(machines.least, most_lengths);
    std::vector<Rational> result{machines.tables.states()};
    result.insert(result.end(), counts.begin(), counts.end());
    if (letters == 2) result.insert(result.end(), {machines.tables.states(), counts.back()});
    if (letters <= 3) result.emplace_back(std::ssize(counts) - 1);
    return result;
  };
  const auto right = [=](const check::Case&) {
    const Prefixes prefixes = prefixes_by_definition(letters, k, true);
    std::vector<Rational> result{prefixes.states};
    result.insert(result.end(), prefixes.counts.begin(), prefixes.counts.end());
    if (letters == 2) {
      result.insert(result.end(), {4 * k + 7, k % 2 == 0 ? 2 * k + 1 : 2 * k + 2});
    }
    if (letters <= 3) result.emplace_back(letters == 2 ? k + 1 : 3 * k + 1);
    return result;
  };
  return Agrees{.relation = derive::Relation::equal,
                .left = left,
                .right = right,
                .cases = check::integer_box({}, {}),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "partition refinement",
                .promises = {bits_promise(params, machines_of(params, "").least.states())}};
}

Statement counted() {
  Statement statement = check::about(claim_id, "S1.counts", "How many states one pass needs");
  statement.sentence =
      "Over two letters the table machine reaches $4k + 7$ states, and $N_k(a)$ is $2k + 2$ for "
      "odd $k$, $2k + 1$ for even $k$, from $a = k + 1$ on ($k \\le 14$): for a fixed alphabet no "
      "depth bound holds, $\\log_2(2k+2)$ bits do at depth one. Over three letters $N_k(a)$ stays "
      "from $a = 3k + 1$ on.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked =
          "States reached and classes by partition refinement, against summaries of words "
          "and rows of last answers that are made by the definition of hop_k: N_k(a) for "
          "every a, until it stays.",
      .gap =
          "The stated alphabets and k; that suffixes of max(k, 3) letters suffice is part of "
          "what is compared."};
  statement.parameters = table_parameters();
  statement.points = [](Rung rung) {
    const bool is_fast = rung == Rung::fast;
    std::vector<Params> points = table_points(2, is_fast ? 8 : 14);
    const auto add = [&](std::int64_t letters, std::int64_t most) {
      for (Params& point : table_points(letters, most)) points.push_back(std::move(point));
    };
    add(3, is_fast ? 3 : 6);
    add(4, is_fast ? 1 : 2);
    add(5, is_fast ? 0 : 1);
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"letters", 3}, {"k", 2}}}; };
  return derive::agrees(std::move(statement), subject_of_counted, count_twists());
}

/// States, s N + s + 1, and the length from which on the states stay.
Agrees subject_of_larger(const Params& params, std::uint64_t) {
  const std::int64_t letters = params.at("letters");
  const std::int64_t k = params.at("k");
  const auto left = [=](const check::Case&, const std::string& twist) {
    const Machines machines = machines_of(params, twist);
    const auto counts = machine::reached_counts(machines.least, most_lengths);
    return std::vector<Rational>{machines.tables.states(), letters * counts.back() + letters + 1,
                                 std::ssize(counts)};
  };
  const auto right = [=](const check::Case&) {
    const Prefixes prefixes = prefixes_by_definition(letters, k, false);
    return std::vector<Rational>{prefixes.states, prefixes.states, std::ssize(prefixes.counts) - 1};
  };
  return Agrees{.relation = derive::Relation::equal,
                .left = left,
                .right = right,
                .cases = check::integer_box({}, {}),
                .arithmetic = check::Arithmetic::integer,
                .evaluator = "partition refinement"};
}

Statement larger() {
  Statement statement =
      check::about(claim_id, "S1.larger", "Classes number a fraction of the states");
  statement.sentence =
      "Over $s \\ge 3$ letters the table machine reaches $sN + s + 1$ states, $N$ the limit of "
      "$N_k(a)$, and the set of states that words of length $a$ reach stays from one $a$ later on "
      "than $N_k(a)$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked =
          "States and classes of the machine by partition refinement, against summaries of "
          "words counted by the definition of hop_k.",
      .gap = "The stated alphabets and k; no proof of the relation is given."};
  statement.parameters = table_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points = table_points(3, rung == Rung::fast ? 4 : 8);
    const auto add = [&](std::int64_t letters, std::int64_t most) {
      for (Params& point : table_points(letters, most)) points.push_back(std::move(point));
    };
    add(4, rung == Rung::fast ? 1 : 4);
    add(5, rung == Rung::fast ? 1 : 2);
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"letters", 3}, {"k", 2}}}; };
  return derive::agrees(std::move(statement), subject_of_larger, count_twists());
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

std::vector<Statement> count_statements() { return {brute_force(), counted(), larger()}; }

}  // namespace attest::one_pass_state_bound
