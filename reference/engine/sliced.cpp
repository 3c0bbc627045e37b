// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bit-sliced engine.
#include "reference/engine/sliced.hpp"

#include <utility>

#include "reference/number/contract.hpp"

namespace attest::engine {

SlicedEngine::SlicedEngine(SlicedModel model, int inputs, int letters)
    : model_(std::move(model)),
      words_(inputs, letters),
      kernel_(sliced_kernels().front()),
      wires_(model_.program.wires) {
  wires_[1].word.fill(~std::uint64_t{0});
}

std::variant<SlicedEngine, std::string> SlicedEngine::make(const model::Transformer& model,
                                                           int inputs,
                                                           const std::vector<Letter>& letters,
                                                           model::Tie any) {
  model::validate(model);
  if (inputs < 1 || letters.empty()) return "there is no word";
  if (pow(Integer(letters.size()), static_cast<unsigned>(inputs)).bit_length() > 62) {
    return "more than 2^62 words";
  }
  auto made = slice(model, inputs, letters, any);
  if (const auto* why = std::get_if<std::string>(&made)) return *why;
  return SlicedEngine(std::get<SlicedModel>(std::move(made)), inputs,
                      static_cast<int>(letters.size()));
}

void SlicedEngine::run(std::int64_t block) {
  ATTEST_REQUIRE(0 <= block && block < words_.blocks(), "block " + std::to_string(block));
  words_.fill(block, block_, wires_.data() + 2);
  block_ = block;
  kernel_.run(model_.program, wires_.data());
}

bool SlicedEngine::bit(std::size_t at, int lane) const {
  const auto i = static_cast<std::size_t>(lane);
  return ((output(at).word[i / 64] >> (i % 64)) & 1U) != 0;
}

std::size_t SlicedEngine::answer_index(const Reading& reading, int lane) const {
  std::size_t number = 0;
  for (std::size_t b = 0; b < reading.bits; ++b) {
    number |= static_cast<std::size_t>(bit(reading.first_bit + b, lane)) << b;
  }
  return number;
}

model::Answer SlicedEngine::answer(int lane) const {
  model::Answer result;
  for (const Reading& reading : model_.readings) {
    const auto& entries = reading.answers.at(answer_index(reading, lane));
    result.insert(result.end(), entries.begin(), entries.end());
  }
  return result;
}

void SlicedEngine::use(const std::string& kernel) {
  for (const SlicedKernel& candidate : sliced_kernels()) {
    if (candidate.name == kernel) kernel_ = candidate;
  }
}

}  // namespace attest::engine
