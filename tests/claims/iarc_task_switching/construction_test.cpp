// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of the spaces, how many streams each wrong choice breaks, shares of windows.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/number/error.hpp"

namespace attest::iarc_task_switching {
namespace {

/// Streams of 1, .., `longest` tokens over two digits, and those whose next digit is defined.
std::pair<std::int64_t, std::int64_t> counts(std::int64_t controls, std::int64_t longest) {
  std::int64_t all = 0;
  std::int64_t defined = 0;
  for (std::int64_t length = 1; length <= longest; ++length) {
    const check::CaseSpace space = streams(2, controls, length);
    all += space.size;
    for (std::int64_t i = 0; i < space.size; ++i) defined += space.at(i) ? 1 : 0;
  }
  return {all, defined};
}

/// The defined streams of 1 to 6 tokens over two digits on which a model is wrong, and those of
/// them whose last control is reverse.
std::pair<std::int64_t, std::int64_t> wrong_streams(const Choices& choices) {
  const model::Transformer model = build({.choices = choices});
  const task::Task task = task::task_switching(2, task::DigitForm::one_hot);
  std::int64_t wrong = 0;
  std::int64_t reversed = 0;
  for (std::int64_t length = 1; length <= 6; ++length) {
    const check::CaseSpace space = streams(2, 4, length);
    for (std::int64_t i = 0; i < space.size; ++i) {
      const auto stream = space.at(i);
      if (!stream || model::answer(model, *stream, {}) == task.answer(*stream)) continue;
      ++wrong;
      const std::vector<std::int64_t> symbols = check::symbols_of(*stream);
      const auto control = std::find_if(symbols.rbegin(), symbols.rend(),
                                        [](std::int64_t symbol) { return symbol >= 2; });
      reversed += *control == 2 + static_cast<std::int64_t>(task::Control::reverse) ? 1 : 0;
    }
  }
  return {wrong, reversed};
}

TEST_SUITE("iarc_task_switching") {
  TEST_CASE("there are as many streams of 1 to 9 tokens over two digits as worked out") {
    const std::int64_t expected[] = {2, 12, 40, 176, 672, 2752, 10880, 43776, 174592};
    for (std::int64_t length = 1; length <= 9; ++length) {
      CHECK(stream_count(2, 4, length) == expected[length - 1]);
    }
  }

  TEST_CASE("232902 streams of up to 9 tokens have 228250 next digits") {
    CHECK(counts(4, 9) == std::pair<std::int64_t, std::int64_t>{232902, 228250});
  }

  TEST_CASE("102300 streams of up to 8 tokens and five controls have 93426 next digits") {
    CHECK(counts(5, 8) == std::pair<std::int64_t, std::int64_t>{102300, 93426});
  }

  TEST_CASE("the streams of a space are streams and all different") {
    const check::CaseSpace space = streams(3, 4, 4);
    std::set<std::vector<std::int64_t>> seen;
    for (std::int64_t i = 0; i < space.size; ++i) {
      const auto stream = space.at(i);
      if (!stream) continue;
      CHECK(task::is_stream(check::symbols_of(*stream), 3));
      CHECK(stream->rows() == 4);
      CHECK(seen.insert(check::symbols_of(*stream)).second);
    }
    CHECK_THROWS_AS((void)streams(10, 5, 40), InputError);
  }

  TEST_CASE("a mirror off by one is wrong in reverse alone") {
    const auto [wrong, reversed] = wrong_streams({.mirror = 0});
    CHECK(wrong > 0);
    CHECK(wrong == reversed);
  }

  TEST_CASE("wrong choices are wrong on as many of the streams of up to 6 tokens as counted") {
    CHECK(wrong_streams({}).first == 0);
    CHECK(wrong_streams({.context = Reads::own_digit}).first == 0);
    CHECK(wrong_streams({.control = model::Norm::leftmost_hardmax}).first == 1096);
    CHECK(wrong_streams({.mirror = 0}).first == 124);
    CHECK(wrong_streams({.skips_control = false}).first == 230);
    CHECK(wrong_streams({.pair_bias = -1}).first == 6 + 28 + 152 + 608 + 2624);  // all of them
  }

  TEST_CASE("a window of 2 tokens knows 17 percent of the predictions and one of 32 nearly all") {
    const auto percent = [](std::int64_t window) {
      return share_within(window, 40, Rational(1, 6)) * 100;
    };
    CHECK(percent(1).is_zero());
    CHECK(percent(2).round_half_up() == 17);
    CHECK(percent(4).round_half_up() == 48);
    CHECK(percent(8).round_half_up() == 76);
    CHECK(percent(16).round_half_up() == 95);
    CHECK(percent(32) > Rational(998, 10));
    CHECK(percent(32) < 100);
    CHECK(percent(40) == 100);
  }

  TEST_CASE("the drawing of every control shows the digit of the task") {
    for (std::int64_t control = 0; control < 4; ++control) {
      const check::Drawing drawing = lanes_figure({{"control", control}});
      check::validate(drawing);
      const std::int64_t next =
          task::next_digit({3, 7, 1, 10, 5, 2, 10 + control, 4, 8}, 10).value().digit;
      const auto chosen =
          std::find_if(drawing.nodes.begin(), drawing.nodes.end(),
                       [](const check::Node& node) { return node.role == check::Role::written; });
      REQUIRE(chosen != drawing.nodes.end());
      CHECK(chosen->lines.at(0).ends_with("1: " + std::to_string(next)));
    }
    CHECK_THROWS_AS((void)lanes_figure({{"control", 4}}), InputError);
  }
}

}  // namespace
}  // namespace attest::iarc_task_switching
