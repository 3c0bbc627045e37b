// SPDX-License-Identifier: Apache-2.0
/// \file
/// Exhaustive enumeration beside the usual way.
#include "benchmarks/enumeration_rows.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <string>
#include <utility>
#include <variant>

#include "benchmarks/enumeration_peer.hpp"
#include "benchmarks/threshold_row.hpp"
#include "reference/check/parallel.hpp"
#include "reference/engine/sliced.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"

namespace attest::benchmarks {
namespace {

constexpr int n = word_tokens;
constexpr std::uint32_t all_words = 1U << word_tokens;
constexpr std::uint64_t stream = 0x776f726473;  // "words"
/// Heads that are compared and timed, one after the other.
constexpr std::uint64_t heads = 8;

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// A leftmost hardmax head whose scores depend on both tokens and both positions, as a description
/// and for the doubles. Rows and weights are small integers: doubles are exact.
struct Enumeration {
  WordHead head;
  model::Transformer model;

  explicit Enumeration(std::uint64_t index) {
    Random random(1, stream, index);
    for (auto& pair : head.rows) {
      for (std::size_t letter = 0; letter < 2; ++letter) {
        pair[letter] = {static_cast<double>(letter), 1};
        for (std::size_t c = 2; c < word_width; ++c) {
          pair[letter][c] = static_cast<double>(random.between(-8, 8));
        }
      }
    }
    for (auto* map : {&head.query, &head.key}) {
      for (auto& row : *map) {
        for (double& weight : row) weight = static_cast<double>(random.between(-3, 3));
      }
    }
    describe();
  }

 private:
  static Rational whole(double x) { return static_cast<std::int64_t>(x); }

  static model::Linear linear(
      const std::array<std::array<double, word_key_width>, word_width>& map) {
    model::Linear result;
    for (int from = 0; from < word_width; ++from) {
      for (int to = 0; to < word_key_width; ++to) {
        const double weight = map[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
        if (weight != 0) result.push_back({from, to, {.value = whole(weight)}});
      }
    }
    return result;
  }

  void describe() {
    model.name = "leftmost hardmax over boolean tokens";
    model.fields = {"x"};
    model::Stream registers;
    const model::Slice row = registers.add("row", word_width);
    const model::Slice out = registers.add("out");
    model.registers = registers.registers();
    model::CircuitBuilder embed(model.fields);
    const model::Wire place = 2 * embed.position() + embed.input("x");
    for (int c = 0; c < word_width; ++c) {
      std::vector<model::Weight> entries;
      for (const auto& pair : head.rows) {
        for (const auto& letter : pair)
          entries.push_back({.value = whole(letter[static_cast<std::size_t>(c)])});
      }
      embed.output("row", c, embed.table(place, entries));
    }
    model.embed = embed.finish();
    model::Head attention{.name = "head", .norm = model::Norm::leftmost_hardmax};
    attention.query = linear(head.query);
    attention.keys = {linear(head.key)};
    attention.values = {{{row[0], 0, {.value = 1}}}};
    attention.out = {{0, out[0], {.value = 1}}};
    model.blocks.push_back(
        {.name = "layer", .heads = {std::move(attention)}, .mlp = {}, .token_maps = {}});
    model.schedule = {{0, 1}};
    model::CircuitBuilder decode(model::coordinate_names(model.registers));
    decode.output("letter", decode.input("out[0]"));
    model.decode.circuit = decode.finish();
  }
};

engine::SlicedEngine sliced(const model::Transformer& model) {
  auto made = engine::SlicedEngine::make(model, n, {{0}, {1}}, model::Tie::leftmost);
  if (const auto* why = std::get_if<std::string>(&made)) ATTEST_REQUIRE(false, *why);
  return std::get<engine::SlicedEngine>(std::move(made));
}

/// Output planes of all blocks: [blocks x outputs].
void run_all(engine::SlicedEngine& engine, std::vector<engine::PlaneBits>& planes) {
  const std::size_t outputs = engine.model().undefined;
  for (std::int64_t block = 0; block < engine.words().blocks(); ++block) {
    engine.run(block);
    engine::PlaneBits* to = planes.data() + static_cast<std::size_t>(block) * outputs;
    for (std::size_t i = 0; i < outputs; ++i) to[i] = engine.output(i);
  }
}

/// Whether the planes say the letters that the doubles found.
bool is_equal(const engine::SlicedEngine& engine, const std::vector<engine::PlaneBits>& planes,
              const std::vector<std::uint16_t>& found) {
  const std::size_t outputs = engine.model().undefined;
  for (std::uint32_t word = 0; word < all_words; ++word) {
    const std::int64_t block = engine.words().block_of(word);
    const auto lane = static_cast<std::size_t>(word - engine.words().first_word(block));
    for (const engine::Reading& reading : engine.model().readings) {
      std::size_t number = 0;
      for (std::size_t b = 0; b < reading.bits; ++b) {
        const engine::PlaneBits& plane =
            planes[static_cast<std::size_t>(block) * outputs + reading.first_bit + b];
        number |= ((plane.word[lane / 64] >> (lane % 64)) & 1U) << b;
      }
      const Rational letter = (std::uint32_t{found[word]} >> (n - 1 - reading.position)) & 1U;
      if (reading.answers[number].front() != letter) return false;
    }
  }
  return true;
}

EngineRow enumeration_row(const Effort& effort) {
  const WordPeer peer = word_peer();
  std::vector<Enumeration> all;
  std::vector<engine::SlicedEngine> engines;
  for (std::uint64_t index = 0; index < heads; ++index) {
    all.emplace_back(index);
    engines.push_back(sliced(all.back().model));
  }
  std::vector<engine::PlaneBits> planes(all_words / engine::block_cases * std::size_t{n});
  std::vector<std::uint16_t> letters(all_words);
  EngineRow row{.name = "enumeration_vs_naive_double",
                .peer_name = std::string("Eigen, double, case by case, ") + peer.name,
                .unit = "Mcases/s a core",
                .equal = true,
                .target = 1900};
  std::size_t terms = 0;
  for (std::uint64_t index = 0; index < heads; ++index) {
    ATTEST_REQUIRE(engines[index].model().undefined <= std::size_t{n}, "outputs");
    run_all(engines[index], planes);
    peer.run(all[index].head, 0, all_words, letters.data());
    row.equal = row.equal && is_equal(engines[index], planes, letters);
    terms += engines[index].model().program.terms.size();
  }
  constexpr std::uint32_t some_words = all_words / 64;
  const auto ours = [&] {
    for (engine::SlicedEngine& engine : engines) run_all(engine, planes);
  };
  const auto theirs = [&] {
    for (std::uint64_t index = 0; index < heads; ++index) {
      peer.run(all[index].head, 0, some_words, letters.data());
    }
  };
  const std::vector<Times> times =
      time_tasks({{.name = "bit-sliced", .run = ours}, {.name = "doubles", .run = theirs}}, effort);
  constexpr double mega = 1e6;
  const double our_seconds = median(times[0].seconds);
  const double their_seconds = median(times[1].seconds);
  if (our_seconds > 0) row.ours = heads * double{all_words} / our_seconds / mega;
  if (their_seconds > 0) row.peer = heads * double{some_words} / their_seconds / mega;
  if (row.peer > 0) row.ratio = row.ours / row.peer;
  row.is_met = row.equal && row.ratio >= row.target;
  row.note = "n = 16 boolean tokens, leftmost hardmax, a case is a word with all 16 queries; " +
             std::to_string(heads) + " random heads, " + std::to_string(terms / heads) +
             " gate terms each; every output of every word compared";
  return row;
}

}  // namespace

WordPeer word_peer() {
#if defined(__x86_64__) && defined(__GNUC__)
  const bool has_fma = __builtin_cpu_supports("fma") != 0;
  if (has_fma && __builtin_cpu_supports("avx512f") != 0 &&
      __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0) {
    return {.name = "avx512", .run = avx512::run_words};
  }
  if (has_fma && __builtin_cpu_supports("avx2") != 0)
    return {.name = "avx2", .run = avx2::run_words};
#endif
  return {.name = "baseline", .run = baseline::run_words};
}

std::vector<EngineRow> enumeration_rows(const Effort& effort) {
  return {enumeration_row(effort), threshold_row(effort)};
}

}  // namespace attest::benchmarks
