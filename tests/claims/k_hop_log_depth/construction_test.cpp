// SPDX-License-Identifier: Apache-2.0
/// \file
/// hop_k in hardmax: depths, values worked out beforehand, and how many words each broken form gets
/// wrong.
#include <doctest/doctest.h>

#include <array>
#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

/// Number of cases of a space that `shape` gets wrong, ties averaged, and the first of them.
std::pair<std::int64_t, std::vector<Rational>> wrong_words(Shape shape,
                                                           const check::CaseSpace& words) {
  shape.attention.norm = model::Norm::average_hardmax;
  const model::Transformer model = build(shape);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  const task::Task truth = task::k_hop(shape.k);
  std::int64_t count = 0;
  std::vector<Rational> first;
  for (std::int64_t i = 0; i < words.size; ++i) {
    const check::Case word = *words.at(i);
    if (evaluator.answer(word) == truth.answer(word)) continue;
    if (count == 0) {
      for (int r = 0; r < word.rows(); ++r) first.push_back(word(r, 0));
    }
    ++count;
  }
  return {count, first};
}

/// Of the 1092 words over {1, 2, 3} of up to 6 letters, by one model with N = 6.
std::int64_t wrong(std::int64_t k, const Choices& choices,
                   std::optional<std::int64_t> layers = {}) {
  return wrong_words({.n = 6, .k = k, .layers = layers, .choices = choices}, short_words(3, 6))
      .first;
}

/// Of the same words, each length by a model with N = that length.
std::int64_t wrong_by_length(std::int64_t k, std::int64_t bound_offset) {
  std::int64_t count = 0;
  for (std::int64_t n = 1; n <= 6; ++n) {
    check::CaseSpace words = short_words(3, n);
    const std::int64_t shorter = n == 1 ? 0 : short_words(3, n - 1).size;
    words.size -= shorter;
    words.at = [at = words.at, shorter](std::int64_t i) { return at(i + shorter); };
    count += wrong_words({.n = n, .k = k, .choices = {.bound_offset = bound_offset}}, words).first;
  }
  return count;
}

using Word = std::vector<Rational>;

TEST_SUITE("k_hop_log_depth") {
  TEST_CASE("depths are as worked out for eight numbers of hops up to 16 and counted for k <= 64") {
    const std::vector<std::array<std::int64_t, 3>> expected{
        {1, 2, 2}, {2, 3, 3}, {3, 3, 4}, {4, 4, 4}, {7, 4, 5}, {8, 5, 5}, {15, 5, 6}, {16, 6, 6}};
    for (const auto& [k, strict, standard] : expected) {
      CHECK(depth(Form::strict, k) == strict);
      CHECK(depth(Form::standard, k) == standard);
    }
    for (const Form form : {Form::strict, Form::standard, Form::powers, Form::sequential}) {
      for (std::int64_t k = 1; k <= 64; ++k) {
        CHECK(derive::resources(build({.form = form, .k = k})).layers == depth(form, k));
      }
    }
  }

  TEST_CASE("the reach of pointers and values after each layer adds up to k for k <= 200") {
    for (const Form form : {Form::strict, Form::standard, Form::powers, Form::sequential}) {
      for (std::int64_t k = 1; k <= 200; ++k) {
        CHECK(reach(form, k, depth(form, k)).value == k);
      }
    }
    CHECK(reach(Form::strict, 13, 3).pointer == 4);
    CHECK(reach(Form::strict, 13, 3).value == 1);
    CHECK(reach(Form::standard, 13, 4).pointer == 4);
    CHECK(reach(Form::standard, 13, 4).value == 1);
  }

  TEST_CASE("every promise of every form is met with the exact depth for k <= 64") {
    for (const Form form : {Form::strict, Form::standard, Form::powers, Form::sequential}) {
      for (std::int64_t k = 1; k <= 64; ++k) {
        for (const check::Promise& promise : promises(form, k, build({.form = form, .k = k}))) {
          CAPTURE(promise.quantity);
          CHECK(promise.is_met);
          if (promise.quantity == "layers") CHECK(promise.used == promise.value);
        }
      }
    }
  }

  TEST_CASE("the strict form has width 11 and key dimension 4 and at most 4 units a layer") {
    for (const std::int64_t k : {1, 2, 7, 1000}) {
      const model::Transformer model = build({.n = 9, .k = k});
      const derive::Resources used = derive::resources(model);
      CHECK(used.width == 11);
      CHECK(used.key_dimension == 4);
      CHECK(used.heads == 1);
      CHECK(used.heads_in_all == used.layers);
      for (const model::Block& block : model.blocks) CHECK(block.mlp.size() <= 4);
      CHECK(model.blocks[0].mlp.empty());
    }
  }

  TEST_CASE("largest scores are 144 for 12 equal letters and 155 for 6 letters of value 5") {
    const auto largest = [](std::int64_t n, std::int64_t letter) {
      const model::Transformer model = build({.n = n, .k = 7});
      const std::vector<std::int64_t> symbols(static_cast<std::size_t>(n), letter);
      const model::Trace trace = model::trace(model, word_of(symbols), {});
      Rational most = 0;
      for (const model::LayerTrace& layer : trace.layers) {
        for (const model::Number& score : layer.heads[0].scores) {
          most = std::max(most, std::get<Rational>(score).abs());
        }
      }
      return most;
    };
    CHECK(largest(12, 2) == 144);
    CHECK(largest(6, 5) == 155);
  }

  TEST_CASE("words whose last hop is not bottom number as worked out for s = 2 3 4 and k <= 8") {
    const auto count = [](int letters, std::int64_t n, std::int64_t k) {
      const check::CaseSpace words = short_words(letters, n);
      const task::Task truth = task::k_hop(k);
      std::int64_t found = 0;
      for (std::int64_t i = short_words(letters, n - 1).size; i < words.size; ++i) {
        found += truth.answer(*words.at(i)).back().is_zero() ? 0 : 1;
      }
      return found;
    };
    const std::vector<std::int64_t> two{1022, 1006, 950, 838, 698, 586, 530, 514};
    const std::vector<std::int64_t> three{1995, 1515, 1035, 795, 735, 729, 729, 729};
    const std::vector<std::int64_t> four{3124, 1828, 1180, 1036, 1024, 1024, 1024, 1024};
    for (std::size_t k = 1; k <= 8; ++k) {
      CHECK(count(2, 10, static_cast<std::int64_t>(k)) == two[k - 1]);
      CHECK(count(3, 7, static_cast<std::int64_t>(k)) == three[k - 1]);
      CHECK(count(4, 6, static_cast<std::int64_t>(k)) == four[k - 1]);
    }
  }

  TEST_CASE(
      "the sums of all outputs of the model are as worked out for s = 2 and 3 and odd k <= 7") {
    const auto sum = [](Form form, int letters, std::int64_t n, std::int64_t k) {
      const model::Transformer model = build({.form = form, .n = n, .k = k});
      const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
      const check::CaseSpace words = short_words(letters, n);
      Rational total = 0;
      for (std::int64_t i = short_words(letters, n - 1).size; i < words.size; ++i) {
        for (const Rational& symbol : evaluator.answer(*words.at(i))) total += symbol;
      }
      return total;
    };
    const std::vector<std::int64_t> two{2307, 1947, 1650, 1458, 1371, 1347, 1344, 1344};
    const std::vector<std::int64_t> three{4758, 3186, 2574, 2442, 2430, 2430, 2430, 2430};
    for (std::size_t k = 1; k <= 8; k += 2) {
      CHECK(sum(Form::strict, 2, 8, static_cast<std::int64_t>(k)) == two[k - 1]);
      CHECK(sum(Form::standard, 3, 6, static_cast<std::int64_t>(k)) == three[k - 1]);
    }
  }

  TEST_CASE("broken forms are wrong on as many of 1092 words as worked out") {
    CHECK(wrong(1, {}) == 0);
    CHECK(wrong(1, {.is_self_excluded = false}) == 1092);
    CHECK(wrong(1, {}, 1) == 1092);
    CHECK(wrong(3, {}, 2) == 864);
    CHECK(wrong(7, {}, 3) == 72);
    CHECK(wrong(1, {.is_sentinel_visible = false}) == 1092);
    CHECK(wrong(1, {.position_weight = 0}) == 1008);
    CHECK(wrong(1, {.position_weight = -1}) == 1077);
    CHECK(wrong(1, {.reads_next = false}) == 864);
    CHECK(wrong(1, {.is_pointer_doubled = false}) == 1012);
    CHECK(wrong(2, {.is_most_significant_first = true}) == 864);
    CHECK(wrong(6, {.is_most_significant_first = true}) == 72);
    CHECK(wrong(5, {.is_most_significant_first = true}) == 0);
    CHECK(wrong(2, {.is_strict_above = true}) == 903);
    CHECK(wrong(1, {.is_strict_above = true}) == 0);
  }

  TEST_CASE("a bound below N is wrong on as many words as worked out") {
    CHECK(wrong(1, {.bound_offset = -1}) == 64);
    CHECK(wrong(4, {.bound_offset = -1}) == 32);
    CHECK(wrong(1, {.bound_offset = -2}) == 220);
    CHECK(wrong_words({.n = 6, .choices = {.bound_offset = -1}}, short_words(3, 6)).second ==
          Word{1, 1, 1, 1, 1, 2});
    CHECK(wrong_words({.n = 7, .k = 7, .layers = 3}, short_words(3, 5)).second ==
          Word{1, 2, 1, 2, 1});
    // Each length with a model of its own.
    CHECK(wrong_by_length(1, -1) == 124);
    CHECK(wrong_by_length(4, -1) == 48);
    CHECK(wrong_by_length(1, -2) == 348);
  }

  TEST_CASE("the penalties of the powers are sharp on words of up to 6 letters") {
    const auto fails = [](std::int64_t n, const Choices& choices) {
      const check::CaseSpace words = short_words(n < 5 ? 3 : 2, n);
      return wrong_words({.form = Form::powers, .n = n, .k = 2, .choices = choices}, words).first >
             0;
    };
    for (std::int64_t n = 2; n <= 6; ++n) {
      CAPTURE(n);
      CHECK(!fails(n, {}));
      CHECK(fails(n, {.penalty_offset = -1}));
      CHECK(!fails(n, {.bound_offset = -1}));
      CHECK(fails(n, {.base_offset = -1}));
    }
  }
}

}  // namespace
}  // namespace attest::k_hop_log_depth
