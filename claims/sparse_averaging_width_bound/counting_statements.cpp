// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S3: every two tokens are told apart by the task, and what counting them gives.
#include <algorithm>
#include <set>

#include "claims/sparse_averaging_width_bound/parts.hpp"
#include "claims/sparse_averaging_width_bound/separation.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/binomial.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;

int size_of(const Params& params, const char* name) { return static_cast<int>(params.at(name)); }

check::Statement regime() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S1",
       .title = "The published inequality leaves too few messages",
       .sentence =
           "There is a universal $c$ such that for large $q$, every $N \\ge 2q+1$ and $d' \\ge 1$, "
           "no one-layer one-head transformer with $m p \\le c q$ is a $1/(2q)$-approximation of "
           "qSA. Checked: with any $c < 1$ every such $(m, p)$ has fewer than $2^q$ embeddings of "
           "the asking token, so that S2 excludes it.",
       .standing = Standing::strengthened,
       .published = "m p <= c q excludes one head, for q large enough and N >= 2q+1.",
       .checked = "(2^p)^m < 2^q for every m p < q, as integers; no condition on q.",
       .gap = "Recalled, not read. The bound is that of an embedding, at every depth and head "
              "count; it says nothing of softmax."},
      {{.name = "q", .meaning = "largest q", .lo = 1, .hi = 4096}});
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"q", rung == Rung::fast ? 64 : 512}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"q", 16}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::at_most};
    result.cases = check::integer_box({1}, {params.at("q")});
    result.cases.description = "q = 1, .., " + std::to_string(params.at("q"));
    result.left = [](const Case& c, const std::string& twist) {
      const std::int64_t q = c(0, 0).num().to_int64();
      const std::int64_t budget = twist.empty() ? q - 1 : q;
      Integer most = 1;
      for (std::int64_t p = 1; p <= budget; ++p) {
        const Integer values = power_of_two(static_cast<unsigned>(p));
        most = std::max(most, pow(values, static_cast<unsigned>(budget / p)));
      }
      return std::vector<Rational>{most};
    };
    result.right = [](const Case& c) {
      const auto q = static_cast<unsigned>(c(0, 0).num().to_int64());
      return std::vector<Rational>{power_of_two(q) - 1};
    };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "integers";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "constant_is_one", .why = "c = 1", .proof = {}}});
}

check::Statement tokens_apart() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S3",
       .title = "The embedding of a token tells its value and its set",
       .sentence =
           "For all $N > q \\ge 1$ and any two tokens $(z; y) \\ne (z'; y')$ with $z, z' = \\pm 1$ "
           "there are values and pointers of the others for which some answer differs by at least "
           "$2/q$. So a network that sees token $i$ through $m$ coordinates of $p$ bits, at any "
           "depth, with any heads and for any $\\varepsilon < 1/q$, has $m p \\ge 1 + \\log_2 "
           "\\binom{N}{q}$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Every two of the 2 C(N,q) tokens, at the position N-1.",
       .gap = "The stated N and q; the construction of the two inputs is for all of them, in the "
              "README. No raw input may be added to later layers."},
      size_parameters());
  about.points = [](Rung rung) {
    return rung == Rung::fast
               ? sizes_of({{2, 1}, {5, 1}, {5, 2}, {5, 3}, {5, 4}, {6, 3}, {7, 2}, {7, 3}})
               : sizes_of({{2, 1},
                           {5, 1},
                           {5, 2},
                           {5, 3},
                           {5, 4},
                           {6, 3},
                           {7, 2},
                           {7, 3},
                           {8, 2},
                           {8, 4},
                           {10, 3},
                           {12, 1},
                           {12, 2},
                           {12, 3},
                           {12, 4},
                           {12, 5}});
  };
  about.mutant_points = [](Rung) { return sizes_of({{5, 2}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    require_room(params);
    const int n = size_of(params, "n");
    const int q = size_of(params, "q");
    Agrees result{.relation = derive::Relation::at_least};
    result.cases = check::subsets(static_cast<int>(token_count(n, q).to_int64()), 2);
    result.cases.description = "all unordered pairs of tokens (z; y)";
    result.left = [n, q](const Case& pair, const std::string& twist) {
      const Token x = token_at(n, q, pair(0, 0).num().to_int64());
      const Token x_prime = token_at(n, q, pair(1, 0).num().to_int64());
      return std::vector<Rational>{
          distance_at_reader(separate(n, x, x_prime, flaw_named(twist).value()))};
    };
    result.right = [q](const Case&) { return std::vector<Rational>{Rational(2, q)}; };
    result.evaluator = "the task on both inputs";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "common_element_raised", .why = "+1 stands at a common pointer", .proof = {}},
       {.name = "others_equal", .why = "all values are equal", .proof = {}},
       {.name = "asker_read", .why = "the asker itself is read where z differs", .proof = {}}});
}

/// Number of tokens that the task tells apart, by everything that it says of them: the answer of
/// the asker for all values of the others, and of another token that asks for it.
std::int64_t classes(int n, int q, bool points_to_itself, bool is_value_read) {
  std::set<std::vector<Rational>> seen;
  const std::int64_t all = token_count(n, q).to_int64();
  for (std::int64_t t = 0; t < all; ++t) {
    const Token x = token_at(n, q, t);
    if (!points_to_itself && x.back() == n - 1) continue;  // pointers increase
    std::vector<Rational> answers;
    Matrix tokens(n, 1 + q);
    std::ranges::copy(x, tokens.row(n - 1).begin());
    for (int l = 0; l < q; ++l) tokens(0, 1 + l) = l == 0 ? n - 1 : l - 1;
    for (std::int64_t word = 0; word < std::int64_t{1} << (n - 1); ++word) {
      for (int i = 0; i + 1 < n; ++i) tokens(i, 0) = (word >> i & 1) != 0 ? 1 : -1;
      Rational sum = 0;
      Rational other = 0;
      for (int l = 1; l <= q; ++l) {
        sum += tokens(static_cast<int>(x[static_cast<std::size_t>(l)].num().to_int64()), 0);
        other += tokens(static_cast<int>(tokens(0, l).num().to_int64()), 0);
      }
      answers.push_back(sum);
      if (is_value_read) answers.push_back(other);
    }
    seen.insert(std::move(answers));
  }
  return static_cast<std::int64_t>(seen.size());
}

check::Statement count() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S3.count",
       .title = "How many tokens the task tells apart",
       .sentence = "The task tells exactly $2 \\binom{N}{q}$ tokens with $z = \\pm 1$ apart, and "
                   "$2 \\binom{N-1}{q}$ of those that do not point to themselves.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Classes of tokens by all answers, for all values +-1 of the others.",
       .gap = "The stated N and q. Real values would need more bits for z."},
      {{.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 5},
       {.name = "n", .meaning = "largest N [tokens]", .lo = 2, .hi = 9}});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t q = 1; q <= 3; ++q) {
      points.push_back({{"q", q}, {"n", rung == Rung::fast ? 6 : 9}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"q", 2}, {"n", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    require_room(params);
    const int q = size_of(params, "q");
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({q + 1}, {params.at("n")});
    result.cases.description = "N = q+1, .., " + std::to_string(params.at("n"));
    result.left = [q](const Case& c, const std::string& twist) {
      const auto n = static_cast<int>(c(0, 0).num().to_int64());
      const bool is_read = twist != "value_not_read";
      return std::vector<Rational>{classes(n, q, true, is_read),
                                   classes(n, q, twist == "itself_among_others", is_read)};
    };
    result.right = [q](const Case& c) {
      const std::int64_t n = c(0, 0).num().to_int64();
      return std::vector<Rational>{2 * binomial(n, q), 2 * binomial(n - 1, q)};
    };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "sums by the definition";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "itself_among_others",
        .why = "C(N, q) sets where a token may not point to itself",
        .proof = {}},
       {.name = "value_not_read", .why = "nobody asks for the asker's own value", .proof = {}}});
}

check::Statement growth() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S3.growth",
       .title = "The count against the published form",
       .sentence = "For $N \\ge 2q+1$: $\\binom{N}{q} \\ge 2^q$ and $\\binom{N}{q} \\ge (N/q)^q$, "
                   "so the bits of S3 are at least $q$ and at least $q \\log_2(N/q)$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Both inequalities, as rationals.",
       .gap = "The stated N and q."},
      {{.name = "q", .meaning = "largest q", .lo = 1, .hi = 64},
       {.name = "n", .meaning = "largest N", .lo = 3, .hi = 512}});
  about.points = [](Rung rung) {
    return std::vector<Params>{rung == Rung::fast ? Params{{"q", 8}, {"n", 32}}
                                                  : Params{{"q", 32}, {"n", 128}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"q", 4}, {"n", 16}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::at_least};
    result.cases = check::mapped(check::integer_box({1, 3}, {params.at("q"), params.at("n")}),
                                 [](const Case& c) -> std::optional<Case> {
                                   if (c(0, 1) < c(0, 0) * 2 + 1) return std::nullopt;
                                   return c;
                                 });
    result.cases.description = "q and N >= 2q+1 up to the stated ones";
    result.left = [](const Case& c, const std::string& twist) {
      const std::int64_t fewer = twist.empty() ? 0 : 1;
      const Integer sets = binomial(c(0, 1).num().to_int64(), c(0, 0).num().to_int64() - fewer);
      return std::vector<Rational>{sets, sets};
    };
    result.right = [](const Case& c) {
      const auto q = static_cast<unsigned>(c(0, 0).num().to_int64());
      return std::vector<Rational>{power_of_two(q),
                                   Rational(pow(c(0, 1).num(), q), pow(c(0, 0).num(), q))};
    };
    result.evaluator = "rationals";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "one_pointer_less", .why = "C(N, q-1) sets", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> published_statements() { return {regime()}; }

std::vector<check::Statement> counting_statements() { return {tokens_apart(), count(), growth()}; }

}  // namespace attest::sparse_averaging_width_bound
