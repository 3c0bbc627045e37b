// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S3: queries of few bits under softmax.
#include <algorithm>

#include "claims/sparse_averaging_dual_certificate/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/subset_cases.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_dual_certificate {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;
using gadget::Rounding;

constexpr int first_precision = 64;   // of balls [bits]
constexpr int most_precision = 1024;  // what is open there stays unknown

std::vector<check::Parameter> rounding_parameters() {
  std::vector<check::Parameter> list = key_parameters();
  list.push_back({.name = "bits", .meaning = "b, fraction bits of a query", .lo = 1, .hi = 16});
  list.push_back({.name = "alpha", .meaning = "scale of a query", .lo = 1, .hi = 65536});
  list.push_back({.name = "inverse", .meaning = "1/eps", .lo = 1, .hi = 65536});
  return list;
}

Params rounded(const gadget::SignRecord& record, std::int64_t bits, std::int64_t alpha,
               std::int64_t inverse) {
  Params point = point_of(record);
  point["bits"] = bits;
  point["alpha"] = alpha;
  point["inverse"] = inverse;
  return point;
}

Rounding rounding_of(const Params& params, const std::string& twist) {
  Rounding rounding{.bits = static_cast<int>(params.at("bits")), .alpha = params.at("alpha")};
  if (twist == "one_bit_less") --rounding.bits;
  if (twist == "alpha_halved") rounding.alpha /= 2;
  return rounding;
}

int pointers_of(const Params& params) { return static_cast<int>(params.at("q")); }

std::vector<derive::Twist> rounding_twists() {
  return {{.name = "one_bit_less", .why = "b - 1 fraction bits", .proof = {}},
          {.name = "alpha_halved", .why = "half the scale", .proof = {}}};
}

std::vector<check::Promise> precision_promises(const Params& params) {
  // b fraction bits, the integer part of a query scaled by alpha, and the sign.
  const std::int64_t bits = params.at("bits") + (Integer(params.at("alpha")) - 1).bit_length() + 1;
  const std::int64_t log_n = (Integer(params.at("n")) - 1).bit_length();
  const Integer ratio = Integer(params.at("q")) * params.at("inverse") * log_n;
  return {check::promise("key dimension", "q log2 N", "O", params.at("q") * log_n, params.at("m")),
          check::promise("bits of a query coordinate", "log2((q/eps) log2 N)", "O",
                         (ratio - 1).bit_length(), bits)};
}

/// What the certificates promise of rounded queries.
check::Statement certified() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S3",
       .title = "Certified error of rounded certificates",
       .sentence = "Queries rounded to $b$ fraction bits and scaled by $\\alpha$: where members "
                   "score in $[lo, hi]$ and others at most $\\mathit{off}$, the softmax in base 2 "
                   "is within $\\alpha (hi - lo) + 2 \\frac{N-q}{q} 2^{-\\lfloor \\alpha (lo - "
                   "\\mathit{off}) \\rfloor}$ of uniform in L1, if $\\alpha (hi - lo) \\le 1$. "
                   "Checked: that is at most $\\varepsilon$ for every $q$-set.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All C(N, q) sets; scores in integers, the bound as a rational.",
       .gap = "The stated keys, b and alpha."},
      rounding_parameters());
  about.points = [](Rung rung) {
    std::vector<Params> points{rounded({32, 2, 28, 1}, 6, 64, 16)};
    for (const gadget::SignRounding& known : gadget::sign_roundings()) {
      if (rung == Rung::fast && known.record.n > 32) continue;
      points.push_back(
          rounded(known.record, known.rounding.bits, known.rounding.alpha, known.inverse));
    }
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{rounded({32, 2, 28, 1}, 4, 64, 4),
                               rounded({32, 2, 28, 1}, 6, 64, 16)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::at_most};
    result.cases = check::integer_box({}, {});
    result.cases.description = "all q-sets, inside one case";
    result.left = [params](const Case&, const std::string& twist) {
      gadget::SignKeys keys = keys_of(params);
      if (twist == "two_keys_equal") keys[0] = keys[1];
      return std::vector<Rational>{
          gadget::certified_error(keys, pointers_of(params), rounding_of(params, twist))};
    };
    result.right = [inverse = params.at("inverse")](const Case&) {
      return std::vector<Rational>{Rational(1, inverse)};
    };
    result.evaluator = "integers, elimination without fractions";
    result.promises = precision_promises(params);
    return result;
  };
  std::vector<derive::Twist> twists = rounding_twists();
  twists.push_back(
      {.name = "two_keys_equal", .why = "positions 0 and 1 have one key", .proof = {}});
  return derive::agrees(std::move(about), make, std::move(twists));
}

/// The description that S1 and S3.softmax evaluate.
model::Transformer rounded_head(const Params& params, model::Norm norm, const std::string& twist) {
  return sign_head(keys_of(params), pointers_of(params),
                   {.norm = norm, .rounding = rounding_of(params, twist)});
}

/// For every token of a case the entries of its row of the pattern, less the uniform weights on y.
std::vector<Rational> uniform_row(const Case& tokens, int i, int q) {
  std::vector<Rational> row(static_cast<std::size_t>(tokens.rows()));
  for (const int j : derive::subset_of(tokens, i, q)) {
    row[static_cast<std::size_t>(j)] = Rational(1, q);
  }
  return row;
}

check::CaseSpace batches(const Params& params) {
  const auto n = static_cast<int>(params.at("n"));
  return derive::subset_batches(pointers_of(params), n, n, derive::Values::signs);
}

/// L1 distances of all rows of a pattern from uniform on y.
std::vector<Ball> row_distances(const model::Trace& trace, const Case& tokens, int q,
                                int precision) {
  const std::vector<model::Number>& pattern = trace.layers.at(0).heads.at(0).pattern;
  std::vector<Ball> result;
  for (int i = 0; i < tokens.rows(); ++i) {
    const std::vector<Rational> uniform = uniform_row(tokens, i, q);
    Ball sum;
    for (std::size_t j = 0; j < uniform.size(); ++j) {
      const model::Number& entry = pattern[static_cast<std::size_t>(i) * uniform.size() + j];
      const Ball difference = std::get<Ball>(entry) - Ball(uniform[j], precision);
      sum += max(difference, -difference);
    }
    result.push_back(sum);
  }
  return result;
}

void require_whole_scores(const Params& params) {
  const std::int64_t unit = std::int64_t{1} << params.at("bits");
  if (params.at("alpha") % unit == 0) return;
  throw InputError("parameter-range", "alpha", std::to_string(params.at("alpha")),
                   "a multiple of 2^bits, so that scores are integers");
}

// The L1 distance of every row of a pattern from the uniform row of its set, turned by `shift`.
std::vector<Rational> errors_of_rows(const Case& tokens, const std::vector<model::Number>& pattern,
                                     int q, std::size_t shift) {
  std::vector<Rational> found;
  for (int i = 0; i < tokens.rows(); ++i) {
    const std::vector<Rational> uniform = uniform_row(tokens, i, q);
    Rational sum = 0;
    for (std::size_t j = 0; j < uniform.size(); ++j) {
      const std::size_t at = static_cast<std::size_t>(i) * uniform.size() + j;
      sum += (std::get<Rational>(pattern[at]) - uniform[(j + shift) % uniform.size()]).abs();
    }
    found.push_back(sum);
  }
  return found;
}

check::Statement softmax_rows() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S3.softmax",
       .title = "Exact error of rounded certificates",
       .sentence =
           "Where $\\alpha$ is a multiple of $2^b$ all scores are integers, and every row of "
           "the softmax in base 2 is within $\\varepsilon$ of uniform in L1.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The pattern of the description for every q-set, as rationals: the error for all "
                  "|z_j| <= 1.",
       .gap = "The stated keys, b and alpha."},
      rounding_parameters());
  about.points = [](Rung rung) {
    std::vector<Params> points{rounded({8, 2, 14, 2}, 4, 64, 4)};
    if (rung != Rung::fast) {
      points.push_back(rounded({16, 2, 21, 4}, 5, 128, 4));
      points.push_back(rounded({32, 2, 28, 1}, 4, 64, 4));
      points.push_back(rounded({32, 2, 28, 1}, 6, 64, 16));
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{rounded({8, 2, 14, 2}, 4, 64, 4)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    require_whole_scores(params);
    Agrees result{.relation = derive::Relation::at_most};
    result.cases = batches(params);
    result.left = [params](const Case& tokens, const std::string& twist) {
      Params used = params;
      if (twist == "no_fraction_bits") used["bits"] = 0;
      const model::Transformer model = rounded_head(used, model::Norm::softmax_base, "");
      const model::Trace trace = model::trace(model, tokens, {});
      const std::vector<model::Number>& pattern = trace.layers.at(0).heads.at(0).pattern;
      return errors_of_rows(tokens, pattern, pointers_of(params),
                            twist == "neighbour_asked" ? 1 : 0);
    };
    result.right = [inverse = params.at("inverse")](const Case& tokens) {
      return std::vector<Rational>(static_cast<std::size_t>(tokens.rows()), Rational(1, inverse));
    };
    result.evaluator = "rationals, literal";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "no_fraction_bits", .why = "b = 0: every entry is rounded away", .proof = {}},
       {.name = "neighbour_asked",
        .why = "rows against those of the next positions",
        .proof = {}}});
}

check::Statement published() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S1",
       .title = "Sign keys, natural softmax, short numbers",
       .sentence =
           "For all $N$, $m \\ge \\Omega(d' + q \\log N)$, $\\varepsilon \\in (0, 1)$ and $p = "
           "\\Omega(\\log((q / \\varepsilon) \\log N))$ some self-attention unit with $p$-bit "
           "numbers is within $\\varepsilon$ of qSA. Checked: the head of sign keys with queries "
           "of $b$ fraction bits, scaled by $\\alpha$.",
       .standing = Standing::finite_instance,
       .published = "Embedding dimension O(d' + q log N) and O(log((q/eps) log N)) bits suffice.",
       .checked = "Every q-set: the L1 distance of the row from uniform on y, which is the error "
                  "for all |z_j| <= 1, certified in balls.",
       .gap = "Recalled, not read. The stated keys; existence for all N rests on restricted "
              "isometry, which is not checked. Vacuous against one-hot keys where m >= N."},
      rounding_parameters());
  about.points = [](Rung rung) {
    std::vector<Params> points{rounded({8, 2, 14, 2}, 4, 64, 4)};
    if (rung != Rung::fast) {
      points.push_back(rounded({16, 2, 21, 4}, 5, 128, 4));
      points.push_back(rounded({32, 2, 28, 1}, 4, 64, 4));
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{rounded({8, 2, 14, 2}, 4, 64, 4)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::at_most};
    result.cases = batches(params);
    result.arithmetic = check::Arithmetic::certified_ball;
    result.bits = first_precision;
    result.most_bits = most_precision;
    result.evaluator = "certified balls, literal";
    result.promises = precision_promises(params);
    result.enclosed_left = [params](const Case& tokens, const std::string& twist, int precision) {
      Params used = params;
      if (twist == "scale_one") used["alpha"] = 1;
      const model::Transformer model = rounded_head(used, model::Norm::softmax_e, "");
      const model::Trace trace = model::trace(
          model, tokens, {.arithmetic = model::Arithmetic::ball, .precision = precision});
      return row_distances(trace, tokens, pointers_of(params), precision);
    };
    result.enclosed_right = [inverse = params.at("inverse")](const Case& tokens, int precision) {
      return std::vector<Ball>(static_cast<std::size_t>(tokens.rows()),
                               Ball(Rational(1, inverse), precision));
    };
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "scale_one", .why = "alpha = 1", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> published_statements() { return {published()}; }

std::vector<check::Statement> rounding_statements() { return {certified(), softmax_rows()}; }

}  // namespace attest::sparse_averaging_dual_certificate
