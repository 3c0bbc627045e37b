// SPDX-License-Identifier: Apache-2.0
/// \file
/// The code that keeps superposed messages apart: every set of senders, and how few points do.
#include <algorithm>
#include <utility>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::mpc_round_per_layer {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using machine::mpc::Code;

/// The rows of a table of sizes, by number.
check::CaseSpace rows_of_table(std::int64_t rows) {
  check::CaseSpace space = check::integer_box({0}, {rows - 1});
  space.description = "the rows of the table";
  space.coverage = check::Coverage::given;
  return space;
}

std::vector<check::Parameter> code_parameters() {
  return {{.name = "n", .meaning = "N: machines", .lo = 1, .hi = 1 << 20},
          {.name = "s", .meaning = "messages a machine", .lo = 1, .hi = 8}};
}

/// Numbers 1, .., N of a case of numbers from 0.
std::vector<std::int64_t> senders_of(const check::Case& subset) {
  std::vector<std::int64_t> senders = check::symbols_of(subset);
  for (std::int64_t& sender : senders) ++sender;
  return senders;
}

Statement isolation() {
  Statement statement =
      check::about(claim_id, "S2.isolation", "Every message has a cell of its own");
  statement.sentence =
      "With $n = (s^2-1)(k-1) + 1 \\le Q$ points, whichever $s$ machines send, each of their $s^2$ "
      "messages has a point in which its cell holds no other one of them: two ids have polynomials "
      "of degree below $k$ and agree in at most $k - 1$ points. At $(N, s) = (71, 2)$ no point can "
      "be spared.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = "All sets of s senders with full outboxes; fewer messages only help.",
      .gap = "The stated N and s."};
  statement.parameters = code_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 10}, {"s", 2}}, {{"n", 71}, {"s", 2}}};
    if (rung != Rung::fast) {
      points.push_back({{"n", 128}, {"s", 2}});
      points.push_back({{"n", 59}, {"s", 3}});
    }
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 71}, {"s", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t s = params.at("s");
    const Code code = machine::mpc::best_code(n, s);
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [=](const check::Case& subset, const std::string& twist) {
                        Code used = code;
                        if (twist == "one_point_fewer") --used.points;
                        if (twist == "s_messages") used.points = (s - 1) * (code.digits - 1) + 1;
                        return std::vector<Rational>{
                            machine::mpc::isolates(used, senders_of(subset), s) ? 1 : 0};
                      },
                  .right = [](const check::Case&) { return std::vector<Rational>{1}; },
                  .cases = check::subsets(static_cast<int>(n), static_cast<int>(s)),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "marks of all messages",
                  .is_yes_no = true};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "one_point_fewer", .why = "n - 1 points", .proof = {}},
       {.name = "s_messages", .why = "s messages over each other for s^2", .proof = {}}});
}

/// N, s, and what the best code of them is.
struct Tabled {
  std::int64_t n;
  std::int64_t s;
  std::int64_t prime;
  std::int64_t digits;
  std::int64_t points;
};
constexpr Tabled tabled[] = {{8, 2, 17, 1, 1},  {10, 2, 5, 2, 4},  {16, 2, 7, 2, 4},
                             {32, 2, 11, 2, 4}, {64, 2, 7, 3, 7},  {128, 2, 7, 3, 7},
                             {8, 3, 29, 1, 1},  {16, 3, 53, 1, 1}, {16, 4, 67, 1, 1}};

Statement codes() {
  Statement statement = check::about(claim_id, "S2.codes", "How many cells the code takes");
  statement.sentence =
      "The least number of cells $nQ$ over primes $Q$, $k$ least with $Q^k \\ge Ns$ and $n = "
      "(s^2-1)(k-1)+1 \\le Q$: 17, 20, 28, 44, 49, 49 for $s = 2$ and $N = 8, 10, 16, 32, 64, "
      "128$; 29 and 53 for $s = 3$, $N = 8, 16$; 67 for $s = 4$, $N = 16$. Where $k = 1$ the code "
      "is the one-hot code of ids.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = "The search by digits against a table made by trying all primes.",
      .gap = "The stated N and s."};
  statement.points = [](Rung) { return std::vector<Params>{Params{}}; };
  statement.mutant_points = [](Rung) { return std::vector<Params>{Params{}}; };
  const auto make = [](const Params&, std::uint64_t) {
    const auto entry = [](const check::Case& chosen) {
      return tabled[chosen(0, 0).num().to_int64()];
    };
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [entry](const check::Case& chosen, const std::string& twist) {
                        const Tabled at = entry(chosen);
                        const Code code = machine::mpc::best_code(
                            twist == "ids_with_destinations" ? at.n * at.n : at.n, at.s);
                        return std::vector<Rational>{code.prime, code.digits, code.points,
                                                     2 * (2 * at.s + 1) + 1 + 3 * code.cells()};
                      },
                  .right =
                      [entry](const check::Case& chosen) {
                        const Tabled at = entry(chosen);
                        return std::vector<Rational>{at.prime, at.digits, at.points,
                                                     4 * at.s + 3 + 3 * at.prime * at.points};
                      },
                  .cases = rows_of_table(std::ssize(tabled)),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "search for the least code"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "ids_with_destinations",
                          .why = "ids below N^2 s that include the destination: right, but larger",
                          .proof = {}}});
}

/// Least n with which every set of s senders is kept apart.
std::int64_t least_points(std::int64_t n, std::int64_t s) {
  const check::CaseSpace sets = check::subsets(static_cast<int>(n), static_cast<int>(s));
  Code code = machine::mpc::best_code(n, s);
  const std::int64_t most = code.points;
  std::int64_t set = 0;
  for (code.points = 1; code.points <= most && set < sets.size;) {
    // Points that keep one set apart keep it apart with more of them too: go on from this set.
    if (machine::mpc::isolates(code, senders_of(*sets.at(set)), s)) {
      ++set;
    } else {
      ++code.points;
    }
  }
  return code.points;
}

Statement least() {
  Statement statement = check::about(claim_id, "S2.least", "How few points do");
  statement.sentence =
      "The least $n$ that keeps every pair of full senders apart is 3, 3, 6 at $N = 16, 32, 64$ "
      "($s = 2$), below the 4, 4, 7 of the formula, and 7, the formula's, at $N = 71$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "All pairs of senders, point by point.",
                        .gap = "s = 2 and the stated N."};
  statement.points = [](Rung) { return std::vector<Params>{Params{}}; };
  statement.mutant_points = [](Rung) { return std::vector<Params>{Params{}}; };
  const auto make = [](const Params&, std::uint64_t) {
    const std::vector<std::pair<std::int64_t, std::int64_t>> known{
        {16, 3}, {32, 3}, {64, 6}, {71, 7}};
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [known](const check::Case& chosen, const std::string& twist) {
                        const std::int64_t n =
                            known[static_cast<std::size_t>(chosen(0, 0).num().to_int64())].first;
                        return std::vector<Rational>{twist == "formula"
                                                         ? machine::mpc::best_code(n, 2).points
                                                         : least_points(n, 2)};
                      },
                  .right =
                      [known](const check::Case& chosen) {
                        return std::vector<Rational>{
                            known[static_cast<std::size_t>(chosen(0, 0).num().to_int64())].second};
                      },
                  .cases = rows_of_table(std::ssize(known)),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "all pairs of senders"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "formula", .why = "n of the formula", .proof = {}}});
}

}  // namespace

std::vector<Statement> code_statements() { return {isolation(), codes(), least()}; }

}  // namespace attest::mpc_round_per_layer
