// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: without a mask, exact ties on the past take key dimension L - 1.
#include <algorithm>
#include <utility>

#include "claims/contextual_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/builder.hpp"
#include "reference/task/prefix_mean.hpp"

namespace attest::contextual_counting {
namespace {

using check::Params;
using derive::Agrees;
using derive::Computes;

const char* const published_embedding =
    "A non-causal layer with absolute position codes needs embedding dimension at least the "
    "length to emulate a causal attention profile (P4).";

/// The kinds of score matrices that are drawn in turn.
enum class Scale { small, wide, fractions, one_level, steep, count };

/// How far a future key stands below the past.
Rational depth(Scale scale, int ahead, Random& random) {
  switch (scale) {
    case Scale::small:
      return random.between(1, 9);
    case Scale::wide:
      return random.between(1, 1'000'000'000);
    case Scale::fractions:
      return Rational{random.between(1, 99), random.between(1, 99)};
    case Scale::one_level:
      return 1;
    case Scale::steep:  // 2^ahead: rank one but for the ties
      return power_of_two(static_cast<unsigned>(ahead));
    case Scale::count:
      break;
  }
  ATTEST_REQUIRE(false, "not a kind of matrix");
  return 0;
}

/// Scores with exact ties on the past: a_i for j <= i, less for j > i.
check::Case tied_scores(int length, Random& random, std::int64_t index) {
  const auto scale = static_cast<Scale>(index % static_cast<std::int64_t>(Scale::count));
  check::Case scores(length, length);
  for (int i = 0; i < length; ++i) {
    const std::int64_t past = random.between(-9, 9);
    for (int j = 0; j < length; ++j) {
      scores(i, j) = j <= i ? Rational(past) : past - depth(scale, j - i, random);
    }
  }
  return scores;
}

/// Differences of neighbouring columns: functions of the query alone drop out.
Matrix column_differences(const Matrix& m) {
  Matrix result(m.rows(), m.cols() - 1);
  for (int i = 0; i < result.rows(); ++i) {
    for (int j = 0; j < result.cols(); ++j) result(i, j) = m(i, j) - m(i, j + 1);
  }
  return result;
}

Agrees rank_of_ties(const Params& params, std::uint64_t seed) {
  const std::int64_t length = params.at("length");
  Agrees result{.relation = derive::Relation::at_least};
  result.left = [](const check::Case& scores, const std::string& twist) {
    Matrix m = scores;
    if (twist == "token_0_sees_token_1") {
      for (int i = 0; i < m.rows(); ++i) m(i, 1) = m(i, 0);
    }
    return std::vector<Rational>{exact_rank(m), exact_rank(column_differences(m))};
  };
  result.right = [length](const check::Case&) {
    return std::vector<Rational>{length - 1, length - 1};
  };
  result.cases = check::sampled(
      "seeded matrices with exact ties on the past, five kinds in turn", params.at("matrices"),
      seed, pow(Integer(1'000'000'000), static_cast<unsigned>(length * (length - 1) / 2)),
      "scores are any rationals",
      [length](Random& random, std::int64_t index) -> std::optional<check::Case> {
        return tied_scores(static_cast<int>(length), random, index);
      });
  result.evaluator = "elimination in rationals";
  return result;
}

Agrees rank_attained(const Params& params, std::uint64_t) {
  const std::int64_t length = params.at("length");
  Agrees result{.relation = derive::Relation::equal};
  result.left = [length](const check::Case&, const std::string& twist) {
    const bool hides_self = twist == "self_hidden";
    const std::int64_t found = exact_rank(
        square(length, [&](int i, int j) { return j > i || (hides_self && j == i) ? -1 : 0; }));
    return std::vector<Rational>{found};
  };
  result.right = [length](const check::Case&) { return std::vector<Rational>{length - 1}; };
  result.cases = check::integer_box({}, {});
  result.cases.description = "the matrix of 0 and -C";
  result.evaluator = "elimination in rationals";
  return result;
}

check::Parameter length_of_profile(std::int64_t most) {
  return {.name = "length", .meaning = "L: tokens", .lo = 2, .hi = most};
}

}  // namespace

std::int64_t exact_rank(Matrix m) {
  int done = 0;
  for (int col = 0; col < m.cols() && done < m.rows(); ++col) {
    int pivot = done;
    while (pivot < m.rows() && m(pivot, col).is_zero()) ++pivot;
    if (pivot == m.rows()) continue;
    for (int j = 0; j < m.cols(); ++j) std::swap(m(pivot, j), m(done, j));
    for (int i = done + 1; i < m.rows(); ++i) {
      if (m(i, col).is_zero()) continue;
      const Rational factor = m(i, col) / m(done, col);
      for (int j = col; j < m.cols(); ++j) m(i, j) -= factor * m(done, j);
    }
    ++done;
  }
  return done;
}

Matrix square(std::int64_t size, const Function<Rational(int, int)>& entry) {
  const auto n = static_cast<int>(size);
  Matrix m(n, n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) m(i, j) = entry(i, j);
  }
  return m;
}

model::Transformer past_head(std::int64_t length) {
  const auto size = static_cast<int>(length) - 1;
  model::Stream stream;
  const model::Slice number = stream.add("number");
  const model::Slice stands = stream.add("stands", size);  // [position = k + 1]
  const model::Slice ahead = stream.add("ahead", size);    // [position < k + 1]
  const model::Slice mean = stream.add("mean");
  model::Transformer model{.name = "past_head", .fields = {"number"}};
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("number", embed.input("number"));
  const model::Wire position = embed.position();
  for (int k = 0; k < size; ++k) {
    const model::Wire place = embed.constant(k + 1);
    embed.output("stands", k, embed.equal(position, place));
    embed.output("ahead", k, embed.less(position, place));
  }
  model.embed = embed.finish();
  // A key ahead of the query scores -1 and every other 0; token 0 needs no coordinate.
  model::Head head{.name = "past", .norm = model::Norm::average_hardmax};
  for (int k = 0; k < size; ++k) {
    head.query.push_back({.from = ahead[k],
                          .to = k,
                          .weight = {.value = -1,
                                     .slack = model::Slack::at_most,
                                     .why = "below 0, the score of the past; a whole number"}});
  }
  head.keys.emplace_back();
  model::copy(head.keys[0], stands, 0);
  head.values.emplace_back();
  model::copy(head.values[0], number, 0);
  model::write(head.out, 0, mean);
  model.blocks = {{.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}}};
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("mean", decode.input("mean[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

check::Statement tied_rank() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S3",
       .title = "Exact ties on the past take key dimension L - 1",
       .sentence =
           "For all $a_i$ and every $L \\times L$ matrix of scores with $s(i,j) = a_i$ for "
           "$j \\le i$ and $s(i,j) < a_i$ for $j > i$ the rank is at least $L-1$, and so is "
           "that of the differences of neighbouring columns, whatever is added to a row.",
       .standing = check::Standing::finite_instance,
       .published = published_embedding,
       .checked = "Seeded matrices of five kinds, by exact elimination.",
       .gap = "Without a mask, average hardmax. The stated L; a sample; the proof for all is in "
              "the README."});
  about.parameters = {length_of_profile(256),
                      {.name = "matrices", .meaning = "drawn", .lo = 1, .hi = 100000}};
  about.points = [](check::Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t length : {2, 3, 4, 8, 12}) {
      points.push_back({{"length", length}, {"matrices", 20}});
    }
    if (rung == check::Rung::fast) return points;
    for (const std::int64_t length : {16, 32, 64}) {
      points.push_back({{"length", length}, {"matrices", 5}});
    }
    return points;
  };
  about.mutant_points = [](check::Rung) {
    return std::vector<Params>{{{"length", 4}, {"matrices", 20}}};
  };
  return derive::agrees(
      std::move(about), rank_of_ties,
      {{.name = "token_0_sees_token_1", .why = "columns 0 and 1 alike", .proof = {}}});
}

check::Statement tied_rank_attained() {
  check::Statement about = check::about(
      claim_id, {.label = "S3.attained",
                 .title = "Rank L - 1 suffices for exact ties",
                 .sentence = "The matrix that is 0 for $j \\le i$ and $-C$ for $j > i$ has rank "
                             "$L-1$.",
                 .checked = "Exact elimination.",
                 .gap = "The stated L."});
  about.parameters = {length_of_profile(256)};
  about.points = points_of("length", {2, 3, 4, 8, 16, 32}, {64});
  about.mutant_points = points_of("length", {2}, {});
  return derive::agrees(std::move(about), rank_attained,
                        {{.name = "self_hidden", .why = "-C for j >= i", .proof = {}}});
}

check::Statement tied_head() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S3.head",
       .title = "A head without mask that sees the past alone",
       .sentence = "With position codes and key dimension $L-1$ one head without a mask, average "
                   "hardmax, has the uniform attention of the causal mask over $L$ tokens: every "
                   "token reads the mean of the numbers so far.",
       .published = published_embedding,
       .checked = "Every word of bits of the stated lengths, at every token.",
       .gap = "The stated L; numbers are bits. The head is linear in them, so bits decide."});
  about.parameters = {length_of_profile(16)};
  about.points = points_of("length", {2, 3, 4, 5, 6, 7}, {8, 10});
  about.mutant_points = points_of("length", {4}, {});
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t length = params.at("length");
    Computes result{.model = past_head(length),
                    .task = task::prefix_mean(),
                    .inputs = check::words(static_cast<int>(length), 2)};
    const std::int64_t used = derive::resources(result.model).key_dimension;
    result.promises = {check::at_most("key dimension", "L - 1", length - 1, used)};
    return result;
  };
  return derive::computes(
      std::move(about), make,
      {{.name = "one_dimension_fewer",
        .why = "the last token has no coordinate: everybody sees it",
        .proof = {},
        .apply = [](Computes& c, const Params&) { c.model.blocks[0].heads[0].query.pop_back(); }},
       {.name = "own_number_left_out",
        .why = "ground truth in which a token does not count itself",
        .proof = {},
        .apply = [](Computes& c, const Params&) {
          c.task = task::prefix_mean(task::OwnNumber::does_not_count);
        }}});
}

}  // namespace attest::contextual_counting
