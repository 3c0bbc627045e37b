// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: embeddings against the adversary.
#include <algorithm>

#include "claims/sparse_averaging_width_bound/parts.hpp"
#include "claims/sparse_averaging_width_bound/separation.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;

int count_of(const Params& params, const char* name) { return static_cast<int>(params.at(name)); }

/// All tokens as an embedding shows them.
std::vector<CodedToken> coded(const Embedding& embedding, int n, int q) {
  std::vector<CodedToken> list;
  const std::int64_t all = token_count(n, q).to_int64();
  for (std::int64_t t = 0; t < all; ++t) {
    Token token = token_at(n, q, t);
    std::vector<Rational> code = model::evaluate(embedding.circuit, token, n - 1, n);
    list.push_back({.token = std::move(token), .code = std::move(code)});
  }
  return list;
}

/// How many tokens have the code of an earlier one; -1 where a counterexample made of the two is
/// refused.
Rational counterexamples(const Embedding& embedding, int n, int q, const std::string& twist) {
  const Flaw flaw = flaw_named(twist).value();
  const std::vector<CodedToken> list = coded(embedding, n, q);
  const std::vector<std::int64_t> earlier = earlier_of(list, flaw);
  std::int64_t found = 0;
  for (std::size_t t = 0; t < list.size(); ++t) {
    if (earlier[t] < 0) continue;
    const CodedToken& other = list[static_cast<std::size_t>(earlier[t])];
    const Separation inputs = separate(n, other.token, list[t].token, flaw);
    if (!objection(other, list[t], inputs).empty()) return -1;
    ++found;
  }
  return found;
}

/// Tokens that no injection into the codes leaves over.
Rational least_counterexamples(const Embedding& embedding, int n, int q) {
  const Integer codes = power_of_two(static_cast<unsigned>(embedding.message_bits()));
  return std::max(Integer(0), token_count(n, q) - codes);
}

std::string names_of(const std::vector<Embedding>& list) {
  std::string names;
  for (const Embedding& embedding : list) {
    names += (names.empty() ? "" : ", ") + embedding.name + " (" +
             std::to_string(embedding.circuit.out.size()) + " x " + std::to_string(embedding.bits) +
             " bits)";
  }
  return names;
}

std::vector<derive::Twist> adversary_twists() {
  return {{.name = "common_element_raised", .why = "+1 stands at a common pointer", .proof = {}},
          {.name = "others_equal", .why = "all values are equal", .proof = {}}};
}

check::Statement defeated(const check::Wording& words) {
  check::Statement about = check::about(claim_id, words, size_parameters());
  about.figure = check::figure_at(about, {{"n", 8}, {"q", 3}}, collision_figure);
  about.points = [](Rung rung) {
    return rung == Rung::fast
               ? sizes_of({{5, 1}, {6, 2}, {6, 3}, {8, 3}})
               : sizes_of({{5, 1}, {6, 2}, {6, 3}, {8, 3}, {12, 2}, {12, 4}, {16, 3}, {20, 2}});
  };
  about.mutant_points = [](Rung) { return sizes_of({{6, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    require_room(params);
    const int n = count_of(params, "n");
    const int q = count_of(params, "q");
    const std::vector<Embedding> list = small_embeddings(n, q);
    Agrees result{.relation = derive::Relation::at_least};
    result.cases = check::integer_box({0}, {std::ssize(list) - 1});
    result.cases.description = names_of(list);
    result.cases.coverage = check::Coverage::given;
    result.left = [n, q, list](const Case& c, const std::string& twist) {
      const auto at = static_cast<std::size_t>(c(0, 0).num().to_int64());
      return std::vector<Rational>{counterexamples(list[at], n, q, twist)};
    };
    result.right = [n, q, list](const Case& c) {
      const auto at = static_cast<std::size_t>(c(0, 0).num().to_int64());
      // At least one, whatever the code is.
      return std::vector<Rational>{std::max(Rational(1), least_counterexamples(list[at], n, q))};
    };
    result.evaluator = "circuits, literal; counterexamples rechecked";
    return result;
  };
  std::vector<derive::Twist> twists = adversary_twists();
  twists.push_back({.name = "first_coordinate_compared",
                    .why = "codes count as equal where their first coordinates are",
                    .proof = {}});
  return derive::agrees(std::move(about), make, std::move(twists));
}

check::Statement random_tables(const check::Wording& words) {
  std::vector<check::Parameter> parameters = size_parameters();
  parameters.push_back({.name = "tables", .meaning = "tables drawn", .lo = 1, .hi = 100000});
  check::Statement about = check::about(claim_id, words, std::move(parameters));
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (Params& size : sizes_of({{5, 1}, {6, 2}})) {
      size["tables"] = rung == Rung::fast ? 100 : 2000;
      points.push_back(size);
    }
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 6}, {"q", 2}, {"tables", 100}}};
  };
  const auto make = [](const Params& params, std::uint64_t seed) {
    require_room(params);
    const int n = count_of(params, "n");
    const int q = count_of(params, "q");
    Agrees result{.relation = derive::Relation::at_least};
    const std::int64_t bits = 3 * bits_needed(n, q) * token_count(n, q).to_int64();
    result.cases =
        check::sampled("random tables of at most 3 coordinates", params.at("tables"), seed,
                       power_of_two(static_cast<unsigned>(bits)), "tables of random codes",
                       [](Random&, std::int64_t index) -> std::optional<Case> {
                         Case number(1, 1);
                         number(0, 0) = index;
                         return number;
                       });
    const auto drawn = [n, q, seed](const Case& c) {
      Random random(seed, 1, static_cast<std::uint64_t>(c(0, 0).num().to_int64()));
      return random_embedding(n, q, random);
    };
    result.left = [n, q, drawn](const Case& c, const std::string& twist) {
      return std::vector<Rational>{counterexamples(drawn(c), n, q, twist)};
    };
    result.right = [n, q, drawn](const Case& c) {
      return std::vector<Rational>{least_counterexamples(drawn(c), n, q)};
    };
    result.evaluator = "circuits, literal; counterexamples rechecked";
    return result;
  };
  return derive::agrees(std::move(about), make, adversary_twists());
}

check::Statement nothing_found(const check::Wording& words) {
  check::Statement about = check::about(claim_id, words, size_parameters());
  about.points = [](Rung rung) {
    return rung == Rung::fast
               ? sizes_of({{5, 1}, {6, 2}, {6, 3}, {8, 3}})
               : sizes_of({{5, 1}, {6, 2}, {6, 3}, {8, 3}, {12, 2}, {12, 4}, {16, 3}, {20, 2}});
  };
  about.mutant_points = [](Rung) { return sizes_of({{6, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    require_room(params);
    const int n = count_of(params, "n");
    const int q = count_of(params, "q");
    const std::vector<Embedding> list = large_embeddings(n, q);
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({0}, {std::ssize(list) - 1});
    result.cases.description = names_of(list);
    result.cases.coverage = check::Coverage::given;
    result.left = [n, q, list](const Case& c, const std::string& twist) {
      Embedding embedding = list[static_cast<std::size_t>(c(0, 0).num().to_int64())];
      const auto bits = static_cast<int>(bits_needed(n, q));
      if (twist == "one_bit_less") embedding = rank_embedding(n, q, bits - 1);
      if (twist == "value_left_out") embedding.circuit.out.erase(embedding.circuit.out.begin());
      const Flaw flaw = twist == "first_coordinate_compared" ? Flaw::first_coordinate : Flaw::none;
      std::int64_t found = 0;
      for (const std::int64_t earlier : earlier_of(coded(embedding, n, q), flaw)) {
        found += earlier >= 0 ? 1 : 0;
      }
      return std::vector<Rational>{found};
    };
    result.right = [](const Case&) { return std::vector<Rational>{0}; };
    result.evaluator = "circuits, literal";
    for (const Embedding& embedding : list) {
      result.promises.push_back(check::promise("bits of " + embedding.name, "1 + log2 C(N, q)",
                                               ">=", bits_needed(n, q), embedding.message_bits()));
    }
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "one_bit_less", .why = "the number of a token without its top bit", .proof = {}},
       {.name = "value_left_out", .why = "the first coordinate is not sent", .proof = {}},
       {.name = "first_coordinate_compared",
        .why = "codes count as equal where their first coordinates are",
        .proof = {}}});
}

}  // namespace

std::vector<check::Statement> embedding_statements() {
  std::vector<check::Statement> statements;
  statements.push_back(defeated(
      {.label = "S4.small",
       .title = "Embeddings with too few bits are defeated",
       .sentence = "Where $2^{mp} < 2 \\binom{N}{q}$, at least $2 \\binom{N}{q} - 2^{mp}$ tokens "
                   "have the code of an earlier one, and each such pair makes two inputs with one "
                   "output and answers at least $2/q$ apart.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Every collision of the embeddings that are named, rechecked by code that does "
                  "not know how it was found.",
       .gap = "The stated embeddings, one bit below the bound or less."}));
  statements.push_back(
      random_tables({.label = "S4.random",
                     .title = "Random embeddings",
                     .sentence = "The same for random tables of codes, whatever their size.",
                     .standing = Standing::strengthened,
                     .published = "-",
                     .checked = "At most 3 coordinates, bits up to the bound and a little beyond.",
                     .gap = "A sample."}));
  statements.push_back(nothing_found(
      {.label = "S4.correct",
       .title = "Nothing is found against embeddings that suffice",
       .sentence = "The rank of $(z; y)$, the pointers, the moment-curve coefficients, the cells "
                   "of a disjunct code and the indicator of $y$ have a code for each token.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All tokens; the first embedding has exactly the bits that are needed.",
       .gap = "The stated N and q."}));
  return statements;
}

}  // namespace attest::sparse_averaging_width_bound
