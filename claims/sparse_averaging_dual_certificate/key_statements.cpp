// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: sign keys that are accepted for all sets, and how few coordinates they can have.
#include "claims/sparse_averaging_dual_certificate/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/subset_cases.hpp"
#include "reference/number/binomial.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_dual_certificate {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;
using gadget::Acceptance;

int value_of(const Params& params, const char* name) { return static_cast<int>(params.at(name)); }

Acceptance acceptance_of(bool is_two_sided) {
  if (!is_two_sided) return {};
  return {.numerator = 1, .denominator = 2, .is_two_sided = true};
}

const std::vector<gadget::SignRecord>& records_of(bool is_two_sided) {
  return is_two_sided ? gadget::two_sided_records() : gadget::one_sided_records();
}

/// One case without fields; the parameters say it all.
check::CaseSpace one_case(std::string description) {
  check::CaseSpace space = check::integer_box({}, {});
  space.description = std::move(description);
  return space;
}

std::string sets_text(const Params& params) {
  return "all " + binomial(params.at("n"), params.at("q")).to_string() + " sets";
}

/// Keys that a record says are accepted.
check::Statement accepted(const check::Wording& words, bool is_two_sided) {
  check::Statement about = check::about(claim_id, words, key_parameters());
  if (!is_two_sided) {
    about.figure =
        check::figure_at(about, {{"n", 32}, {"q", 3}, {"m", 57}, {"seed", 1}}, score_figure);
  }
  about.points = [is_two_sided](Rung rung) {
    return points_of(records_of(is_two_sided), rung == Rung::fast ? 32 : 512);
  };
  about.mutant_points = [is_two_sided](Rung) {
    const gadget::SignRecord record =
        is_two_sided ? gadget::SignRecord{16, 2, 54, 4} : gadget::SignRecord{12, 3, 29, 4};
    return std::vector<Params>{point_of(record)};
  };
  const auto make = [is_two_sided](const Params& params, std::uint64_t) {
    const int q = value_of(params, "q");
    Agrees result{.relation = derive::Relation::equal};
    result.cases = one_case(sets_text(params));
    result.left = [params, q, is_two_sided](const Case&, const std::string& twist) {
      gadget::SignKeys keys = keys_of(params, twist == "one_coordinate_less" ? 1 : 0);
      if (twist == "two_keys_equal") keys[0] = keys[1];
      Acceptance acceptance = acceptance_of(is_two_sided);
      acceptance.is_corrected = twist != "interference_left";
      return std::vector<Rational>{gadget::rejected_sets(keys, q, acceptance, false)};
    };
    result.right = [](const Case&) { return std::vector<Rational>{0}; };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "Gram matrices by elimination without fractions";
    result.resources = {{"key_dimension", std::to_string(params.at("m"))},
                        {"sets", binomial(params.at("n"), params.at("q")).to_string()}};
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "one_coordinate_less", .why = "m - 1 coordinates from the same seed", .proof = {}},
       {.name = "two_keys_equal", .why = "positions 0 and 1 have one key", .proof = {}},
       {.name = "interference_left",
        .why = "w is the sum of the keys over m, not the solution",
        .proof = {}}});
}

/// No seed is accepted with fewer coordinates.
check::Statement least(const check::Wording& words, bool is_two_sided) {
  check::Statement about = check::about(claim_id, words, key_parameters());
  about.points = [is_two_sided](Rung rung) {
    return points_of(records_of(is_two_sided), rung == Rung::fast ? 16 : 256);
  };
  about.mutant_points = [is_two_sided](Rung) {
    return std::vector<Params>{
        point_of(is_two_sided ? gadget::SignRecord{8, 2, 26, 5} : gadget::SignRecord{8, 2, 14, 2})};
  };
  const auto make = [is_two_sided](const Params& params, std::uint64_t) {
    const int n = value_of(params, "n");
    const int q = value_of(params, "q");
    const std::int64_t m = params.at("m");
    Agrees result{.relation = derive::Relation::equal};
    result.cases =
        one_case("m = 1, .., " + std::to_string(m - 1) + ", seeds 1, .., 8; " + sets_text(params));
    result.left = [n, q, m, is_two_sided](const Case&, const std::string& twist) {
      std::int64_t found = 0;
      const std::int64_t last = twist.empty() ? m - 1 : m;
      for (std::int64_t width = 1; width <= last; ++width) {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
          const gadget::SignKeys keys = gadget::sign_keys(n, static_cast<int>(width), seed);
          found += gadget::rejected_sets(keys, q, acceptance_of(is_two_sided), true) == 0 ? 1 : 0;
        }
      }
      return std::vector<Rational>{found};
    };
    result.right = [](const Case&) { return std::vector<Rational>{0}; };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "Gram matrices by elimination without fractions";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "bound_included", .why = "m itself is tried", .proof = {}}});
}

check::Statement head_is_exact() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.head",
       .title = "Accepted keys, average hardmax, zero error",
       .sentence = "With keys that are accepted for all $q$-sets the head whose query is the exact "
                   "certificate equals qSA: members score 1, all others at most $7/8$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Every q-set as the query of a token; z_j = (N+1)^-j, so that the output "
                  "determines the attention row.",
       .gap = "The stated keys; other z by linearity of the output in z."},
      key_parameters());
  about.points = [](Rung rung) {
    std::vector<Params> points{point_of({8, 1, 4, 3}), point_of({8, 2, 14, 2}),
                               point_of({8, 3, 17, 1})};
    if (rung != Rung::fast) {
      points.push_back(point_of({16, 2, 21, 4}));
      points.push_back(point_of({12, 3, 29, 4}));
      points.push_back(point_of({32, 2, 28, 1}));
    }
    return points;
  };
  // At q = 2 the sum of two keys is a multiple of their certificate.
  about.mutant_points = [](Rung) { return std::vector<Params>{point_of({8, 3, 17, 1})}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int q = value_of(params, "q");
    const int n = value_of(params, "n");
    return derive::Computes{.model = sign_head(keys_of(params), q),
                            .task = task::sparse_averaging(q),
                            .inputs = derive::subset_batches(q, n, n, derive::Values::powers),
                            .promises = {}};
  };
  const auto wrong = [](const char* name, const char* why, const Choices& choices) {
    return derive::NamedMutant{.name = name,
                               .why = why,
                               .proof = {},
                               .apply = [choices](derive::Computes& c, const Params& p) {
                                 c.model = sign_head(keys_of(p), value_of(p, "q"), choices);
                               }};
  };
  return derive::computes(
      std::move(about), make,
      {wrong("interference_left", "the query is the sum of the keys over m",
             {.is_corrected = false}),
       wrong("rightmost", "rightmost instead of average hardmax",
             {.norm = model::Norm::rightmost_hardmax}),
       wrong("second_key_shared", "position 1 holds the key of position 0, the certificates do not",
             {.is_second_key_own = false}),
       {.name = "one_coordinate_less",
        .why = "m - 1 coordinates from the same seed",
        .proof = {},
        .apply = [](derive::Computes& c, const Params& p) {
          c.model = sign_head(keys_of(p, 1), value_of(p, "q"));
        }}});
}

}  // namespace

std::vector<check::Statement> key_statements() {
  std::vector<check::Statement> statements;
  statements.push_back(accepted(
      {.label = "S2",
       .title = "Sign keys with certificates for all sets",
       .sentence = "For the stated $(N, q, m, \\text{seed})$ every $q$-set of the keys has a "
                   "nonsingular Gram matrix, and its least-norm certificate scores 1 on the set "
                   "and at most $7/8$ elsewhere.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All C(N, q) sets, in integers.",
       .gap = "The stated keys. That random keys do for all N is not checked."},
      false));
  statements.push_back(accepted(
      {.label = "S2.two_sided",
       .title = "Certificates as the source has them",
       .sentence = "For every $q$-set of keys in $\\{\\pm 1\\}^m / \\sqrt m$ with the $(q, 1/4)$ "
                   "restricted isometry property, which random keys with $m = O(q \\log N)$ have, "
                   "some $w$ has $\\langle w, u_i \\rangle = 1$ on the set and $|\\langle w, u_i "
                   "\\rangle| \\le 1/2$ off it. Checked: the least-norm $w$ for the stated keys.",
       .standing = Standing::finite_instance,
       .published = "Restricted isometry gives each set a dual certificate, at most 1/2 off it.",
       .checked = "All C(N, q) sets, in integers; the isometry itself is not looked at.",
       .gap = "Recalled, not read. The stated keys."},
      true));
  statements.push_back(least(
      {.label = "S2.least",
       .title = "Fewer coordinates fail",
       .sentence = "With any fewer coordinates than the stated $m$ none of the seeds 1, .., 8 is "
                   "accepted for all $q$-sets at $7/8$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All m below, all eight seeds, up to the first set that fails.",
       .gap = "Eight seeds: a measurement, not a lower bound."},
      false));
  statements.push_back(
      least({.label = "S2.two_sided_least",
             .title = "Fewer coordinates fail on two sides",
             .sentence = "The same at $1/2$ from both sides.",
             .standing = Standing::strengthened,
             .published = "-",
             .checked = "All m below, all eight seeds, up to the first set that fails.",
             .gap = "Eight seeds: a measurement, not a lower bound."},
            true));
  statements.push_back(head_is_exact());
  return statements;
}

}  // namespace attest::sparse_averaging_dual_certificate
