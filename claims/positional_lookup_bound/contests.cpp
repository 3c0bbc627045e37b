// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: layers that read too few bits are defeated, and nothing is found against one that reads n.
#include <utility>

#include "claims/positional_lookup_bound/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_lookup_bound {
namespace {

using check::Params;
using derive::Agrees;

Flaw flaw_of(const std::string& twist) {
  if (twist == "points_elsewhere") return Flaw::points_elsewhere;
  return twist == "number_ignored" ? Flaw::ignores_first_number : Flaw::none;
}

/// A random layer and the most bits a number with which H m p stays below n: 1 or more for n >= 5,
/// since H m <= 4.
struct Drawn {
  model::Transformer layer;
  int bits = 1;
};

Drawn drawn(std::int64_t n, std::uint64_t seed, std::int64_t index, Sees sees) {
  Random random(seed, /*stream=*/4, static_cast<std::uint64_t>(index));
  model::Transformer layer = random_layer(n, random, sees);
  const auto numbers = std::ssize(read_out_coordinates(layer));
  const int bits = static_cast<int>((n - 1) / numbers);
  ATTEST_REQUIRE(bits >= 1, std::to_string(numbers) + " numbers of no bits");
  return {.layer = rounded(std::move(layer), bits), .bits = bits};
}

/// How many layers there are to draw from: 1 or 2 heads of value dimension 1 or 2, n + 1 scores out
/// of 4 and n slopes out of 7 a coordinate.
Integer count_of_layers(std::int64_t n) {
  Integer count = 0;
  for (unsigned size = 1; size <= 2; ++size) {
    const auto bits = static_cast<unsigned>(n);
    const Integer head = pow(Integer(4), bits + 1) * pow(Integer(7), bits * size);
    count += head + head * head;
  }
  return count;
}

/// 1 where a counterexample was found, verified, and within 2^(H m p) + 1 words.
Rational is_defeated(const Drawn& candidate, std::int64_t n, Flaw flaw) {
  const Verdict verdict = defeat(candidate.layer, n, flaw);
  const std::int64_t read = read_out_bits(candidate.layer, candidate.bits);
  return verdict.found && verdict.is_verified && verdict.words <= (std::int64_t{1} << read) + 1 ? 1
                                                                                                : 0;
}

Agrees random_contests(const Params& params, std::uint64_t seed) {
  const std::int64_t n = params.at("n");
  Agrees result{.relation = derive::Relation::equal};
  result.left = [n, seed](const check::Case& chosen, const std::string& twist) {
    const Sees sees = twist == "attention_sees_pointer" ? Sees::pointer : Sees::nothing;
    const Drawn candidate = drawn(n, seed, chosen(0, 0).num().to_int64(), sees);
    return std::vector<Rational>{is_defeated(candidate, n, flaw_of(twist))};
  };
  result.right = [](const check::Case&) { return std::vector<Rational>{1}; };
  result.cases = check::sampled("seeded positional layers with H m p < n", params.at("layers"),
                                seed, count_of_layers(n), "scores and values are any numbers",
                                [](Random&, std::int64_t index) -> std::optional<check::Case> {
                                  check::Case chosen(1, 1);
                                  chosen(0, 0) = index;
                                  return chosen;
                                });
  result.is_yes_no = true;
  result.evaluator = "adversary, literal";
  return result;
}

Agrees small_contests(const Params& params, std::uint64_t) {
  const std::int64_t n = params.at("n");
  Agrees result{.relation = derive::Relation::equal};
  result.left = [n](const check::Case& chosen, const std::string& twist) {
    const auto bits = static_cast<int>(chosen(0, 0).num().to_int64());
    const Drawn candidate{.layer = rounded(spelling_layer(n), bits), .bits = bits};
    return std::vector<Rational>{is_defeated(candidate, n, flaw_of(twist))};
  };
  result.right = [](const check::Case&) { return std::vector<Rational>{1}; };
  result.cases = check::integer_box({0}, {n - 1});
  result.cases.description = "the spelling layer rounded to 0, .., n-1 bits";
  result.is_yes_no = true;
  result.evaluator = "adversary, literal";
  return result;
}

Agrees correct_contest(const Params& params, std::uint64_t) {
  const std::int64_t n = params.at("n");
  Agrees result{.relation = derive::Relation::equal};
  result.left = [n](const check::Case&, const std::string& twist) {
    const auto bits = static_cast<int>(n) - (twist == "one_bit_fewer" ? 1 : 0);
    const Verdict verdict = defeat(rounded(spelling_layer(n), bits), n, flaw_of(twist));
    return std::vector<Rational>{verdict.found ? 1 : 0, verdict.read_outs};
  };
  result.right = [n](const check::Case&) {
    return std::vector<Rational>{0, Rational(power_of_two(static_cast<unsigned>(n)))};
  };
  result.cases = check::integer_box({}, {});
  result.cases.description = "the spelling layer at n bits, all 2^n words";
  result.evaluator = "adversary, literal";
  return result;
}

const char* const pigeonhole =
    "The read-out of a positional layer at the query token does not depend on $y$. With $Hm$ "
    "numbers of $p$ bits and $Hmp < n$ two of the $2^n$ words have one read-out, and the layer "
    "answers alike where they differ. ";

}  // namespace

check::Statement random_layers() {
  const std::string sentence =
      std::string(pigeonhole) + "Every seeded layer is defeated by an explicit $(z, z', y)$.";
  check::Statement about = statement_of(
      {.label = "S1",
       .title = "Positional layers that read fewer than n bits",
       .sentence = sentence.c_str(),
       .published = "Positional attention needs more layers for tasks of several hops (empirical).",
       .checked =
           "Two words with one read-out, found within 2^(Hmp) + 1 words; both answers by the "
           "literal evaluator, both truths.",
       .gap =
           "Random layers of 1 or 2 heads, base-2 softmax, read-outs rounded down to p bits. The "
           "argument for all is in the README."},
      20);
  about.parameters.front().lo = 5;  // below, four numbers of one bit are n bits
  about.parameters.push_back({.name = "layers", .meaning = "layers drawn", .lo = 1, .hi = 100000});
  about.points = [](check::Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t n : {5, 8, 10, 12}) points.push_back({{"n", n}, {"layers", 20}});
    if (rung == check::Rung::fast) return points;
    for (const std::int64_t n : {6, 10, 12, 16, 20}) {
      points.push_back({{"n", n}, {"layers", 100}});
    }
    return points;
  };
  about.mutant_points = [](check::Rung) { return std::vector<Params>{{{"n", 8}, {"layers", 20}}}; };
  return derive::agrees(
      std::move(about), random_contests,
      {{.name = "attention_sees_pointer",
        .why = "scores are multiplied by 1 + y: one read-out at y = 0 is none at y",
        .proof = {}},
       {.name = "points_elsewhere", .why = "y is a bit that the words share", .proof = {}},
       {.name = "number_ignored",
        .why = "the first number of a read-out is left out",
        .proof = {}}});
}

check::Statement small_layers() {
  const std::string sentence =
      std::string(pigeonhole) +
      "The layer that spells $z$ out, rounded to $p < n$ bits, is defeated.";
  check::Statement about = statement_of({.label = "S1.small",
                                         .title = "The best layer with too few bits",
                                         .sentence = sentence.c_str(),
                                         .checked = "Every p from 0 to n-1.",
                                         .gap = "The stated n; one layer."},
                                        20);
  about.points = points_up_to(1, 9, 12);
  about.mutant_points = points_up_to(5, 5, 5);
  return derive::agrees(
      std::move(about), small_contests,
      {{.name = "points_elsewhere", .why = "y is a bit that the words share", .proof = {}}});
}

check::Statement nothing_found() {
  check::Statement about = statement_of(
      {.label = "S1.correct",
       .title = "Nothing is found against n bits",
       .sentence = "Against the layer that spells $z$ out in $n$ bits the adversary finds nothing: "
                   "its $2^n$ read-outs differ.",
       .checked = "All words of the stated n.",
       .gap = "The stated n."},
      20);
  about.points = points_up_to(1, 10, 13);
  about.mutant_points = points_up_to(5, 5, 5);
  return derive::agrees(std::move(about), correct_contest,
                        {{.name = "one_bit_fewer", .why = "n - 1 bits are read", .proof = {}},
                         {.name = "number_ignored", .why = "nothing is read", .proof = {}}});
}

}  // namespace attest::positional_lookup_bound
