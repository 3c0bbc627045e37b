// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is known of an autoregressive model before its steps; see generator.hpp.
#include "reference/engine/generator_model.hpp"

#include <optional>

#include "reference/engine/generator.hpp"
#include "reference/model/generation.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {

Generator::Generator(const model::Transformer& model, int window, model::Tie any,
                     std::optional<model::Erasure> erasure) {
  ATTEST_REQUIRE(window >= 0, "a window");
  ATTEST_REQUIRE(!erasure || window == 0, "a window, or tokens that are erased");
  model::require_generates(model);
  parts_ = std::make_unique<const Parts>(model, window, any, erasure);
}
Generator::Generator(Generator&&) noexcept = default;
Generator& Generator::operator=(Generator&&) noexcept = default;
Generator::~Generator() = default;

const std::string& Generator::why_not() const { return parts_->why_not(); }

std::string Generator::proof() const {
  const GeneratorPlan& plan = parts_->plan;
  if (!why_not().empty()) return {};
  const char* rows = parts_->erasure        ? "causal, keys and values are functions of the token"
                     : parts_->window == 0  ? "causal: later tokens change no earlier row"
                     : plan.embeds_position ? "functions of token and position in the window"
                                            : "functions of the token";
  return std::string(R"({"kind":"autoregressive","window":)") + std::to_string(parts_->window) +
         R"(,"rows":")" + rows + R"("})";
}

}  // namespace attest::engine
