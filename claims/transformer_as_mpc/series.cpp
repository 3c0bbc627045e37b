// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rounds, load and memory against tokens, and rounds against the exponent.
#include "claims/transformer_as_mpc/parts.hpp"

namespace attest::transformer_as_mpc {
namespace {

using check::LineKind;
using check::Series;
using Count = std::optional<Rational>;

constexpr std::int64_t line_dimension = 4;
constexpr std::int64_t many_tokens = 64;

/// Rounds of one layer that the program takes.
Count rounds_of(std::int64_t n, std::int64_t fan_out) {
  return Rational(
      machine::mpc::ledger_of(simulation(attention(line_dimension), n, fan_out)).rounds);
}

Count rounds_binary(std::int64_t n) { return rounds_of(n, 2); }
Count rounds_eight(std::int64_t n) { return rounds_of(n, 8); }
Count rounds_square_root(std::int64_t n) { return rounds_of(n, root_fan_out(n, 2)); }
Count rounds_cube_root(std::int64_t n) { return rounds_of(n, root_fan_out(n, 3)); }
Count most_square_root(std::int64_t) { return Rational(6); }
Count most_cube_root(std::int64_t) { return Rational(8); }
/// A machine that hears s words a round knows of at most (s + 1)^r machines after r rounds.
Count fewest_rounds(std::int64_t n) {
  return Rational(tree_depth(n, word_limit(load_of(attention(line_dimension)), n) + 1));
}

Series rounds_of_tokens() {
  return {.name = "rounds",
          .title = "Rounds of one layer",
          .size = "N",
          .size_meaning = "tokens",
          .quantity = "rounds [count]",
          .sizes = {2, 4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .lines = {{.name = "a word from everybody",
                     .kind = LineKind::lower_bound,
                     .formula = "$\\lceil\\log_{s+1} N\\rceil$",
                     .note = "s for the largest fan-out drawn, b = N",
                     .count = fewest_rounds},
                    {.name = "2k + 2 at k = 2",
                     .kind = LineKind::upper_bound,
                     .formula = "$6$",
                     .note = "S3",
                     .bounded = "b = root of N",
                     .count = most_square_root},
                    {.name = "2k + 2 at k = 3",
                     .kind = LineKind::upper_bound,
                     .formula = "$8$",
                     .note = "S3",
                     .bounded = "b = cube root of N",
                     .count = most_cube_root},
                    {.name = "b = root of N", .note = "rounded up", .count = rounds_square_root},
                    {.name = "b = cube root of N", .note = "rounded up", .count = rounds_cube_root},
                    {.name = "b = 8", .count = rounds_eight},
                    {.name = "b = 2",
                     .kind = LineKind::baseline,
                     .formula = "$2\\lceil\\log_2 N\\rceil + 2$",
                     .note = "binary trees",
                     .count = rounds_binary}}};
}

Count published_rounds(std::int64_t k) { return Rational(2 * k + 2); }
Count rounds_of_root(std::int64_t k) {
  return rounds_of(many_tokens, root_fan_out(many_tokens, k));
}
Count rounds_of_binary(std::int64_t) { return rounds_of(many_tokens, 2); }

Series rounds_of_exponents() {
  return {.name = "exponent",
          .title = "Rounds of one layer against the inverse of the exponent, N = 64",
          .size = "k",
          .size_meaning = "1 / (delta' - delta)",
          .quantity = "rounds [count]",
          .sizes = {1, 2, 3, 4, 5, 6, 7, 8},
          .why_short = "from k = log2 N on the trees are binary",
          .lines = {{.name = "slope 2",
                     .kind = LineKind::upper_bound,
                     .formula = "$2k + 2$",
                     .note = "S3; published as O(1 / (delta' - delta))",
                     .bounded = "b = k-th root of N",
                     .count = published_rounds},
                    {.name = "b = k-th root of N", .note = "rounded up", .count = rounds_of_root},
                    {.name = "b = 2", .kind = LineKind::baseline, .count = rounds_of_binary}}};
}

/// Most words that a machine sends or receives in a round.
Count load_at(std::int64_t n, std::int64_t fan_out) {
  const auto ledger = machine::mpc::ledger_of(simulation(attention(line_dimension), n, fan_out));
  return Rational(std::max(ledger.most_sent, ledger.most_received));
}

Count load_binary(std::int64_t n) { return load_at(n, 2); }
Count load_square_root(std::int64_t n) { return load_at(n, root_fan_out(n, 2)); }
Count load_star(std::int64_t n) { return load_at(n, n); }
Count one_token(std::int64_t) { return Rational(3 * line_dimension); }
Count everything(std::int64_t n) { return Rational(2 * line_dimension * (n - 1)); }

Series load_of_tokens() {
  return {.name = "load",
          .title = "Words that one machine sends or receives in a round, m = 4",
          .size = "N",
          .size_meaning = "tokens",
          .quantity = "words [count]",
          .sizes = {2, 4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "one token's query, key and value",
                     .kind = LineKind::lower_bound,
                     .formula = "$3m$",
                     .note = "of programs that send them in one round",
                     .bounded = "b = 2",
                     .count = one_token},
                    {.name = "b = 2", .note = "rounds grow", .count = load_binary},
                    {.name = "b = root of N", .note = "6 rounds", .count = load_square_root},
                    {.name = "b = N", .note = "4 rounds", .count = load_star},
                    {.name = "everybody tells everybody",
                     .kind = LineKind::baseline,
                     .formula = "$2m(N-1)$",
                     .note = "N machines, one round",
                     .count = everything}}};
}

Count memory_of(std::int64_t n) {
  return Rational(machine::mpc::total_memory(simulation(attention(line_dimension), n, 2)));
}
Count pairs_of(std::int64_t n) { return Rational(3 * line_dimension * n * n); }
Count all_heard(std::int64_t n) {
  return Rational(n * 3 * line_dimension + 2 * line_dimension * n * (n - 1));
}
Count near_linear(std::int64_t n) { return Rational(3 * line_dimension * n); }

Series memory_of_tokens() {
  return {
      .name = "memory",
      .title = "Words that all machines hold together, m = 4",
      .size = "N",
      .size_meaning = "tokens",
      .quantity = "words [count]",
      .sizes = {2, 4, 6, 8, 12, 16, 24, 32, 48, 64},
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {{.name = "a query, key and value a pair",
                 .kind = LineKind::lower_bound,
                 .formula = "$3mN^2$",
                 .note = "of programs with a machine for each pair",
                 .count = pairs_of},
                {.name = "b = 2", .note = "token machines' scratch included", .count = memory_of},
                {.name = "N machines of 3m words",
                 .kind = LineKind::competitor,
                 .formula = "$3mN$",
                 .note = "the machines that a transformer simulates (Theorem 3.1): no converse",
                 .count = near_linear},
                {.name = "everybody tells everybody",
                 .kind = LineKind::baseline,
                 .formula = "$3mN + 2mN(N-1)$",
                 .note = "N machines, each with all keys and values",
                 .count = all_heard}}};
}

}  // namespace

std::vector<Series> series() {
  return {rounds_of_tokens(), rounds_of_exponents(), load_of_tokens(), memory_of_tokens()};
}

}  // namespace attest::transformer_as_mpc
