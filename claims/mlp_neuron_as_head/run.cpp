// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's network of attention and MLPs, replaced by heads and compared in balls.
#include <utility>

#include "claims/mlp_neuron_as_head/budget.hpp"
#include "claims/mlp_neuron_as_head/suprema.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/mlp_file.hpp"
#include "reference/number/error.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

constexpr int first_run_bits = 192;
constexpr int most_run_bits = 3072;
constexpr int compared_bits = 96;  // beyond its budget a difference may be 2^-96
constexpr int most_run_size = 64;  // tokens, features; units of a block

task::UnitActivation activation_of(const std::string& name) {
  if (name == "gelu") return task::UnitActivation::gelu;
  return name == "relu" ? task::UnitActivation::relu : task::UnitActivation::silu;
}

void require_small(const model::MlpFile& file, const std::string& place) {
  const auto refuse = [&](const char* what, std::int64_t found, std::int64_t most) {
    if (found <= most) return;
    throw InputError("network-size", place + ": " + what, std::to_string(found),
                     "at most " + std::to_string(most));
  };
  refuse("tokens", file.tokens.rows(), most_run_size);
  refuse("features", file.tokens.cols(), most_run_size);
  refuse("blocks", std::ssize(file.blocks), 16);
  for (const model::MlpBlockMatrices& block : file.blocks) {
    refuse("heads", std::ssize(block.heads), 16);
    refuse("units", block.in.cols(), 4 * most_run_size);
  }
}

MlpNetwork network_of(const model::MlpFile& file) {
  MlpNetwork network{.width = file.tokens.cols(),
                     .is_causal = file.is_causal,
                     .activation = activation_of(file.activation)};
  for (const model::MlpBlockMatrices& from : file.blocks) {
    task::NetworkBlock& block = network.blocks.emplace_back();
    for (const model::HeadProducts& head : from.heads) {
      block.heads.push_back({.score = head.score, .value = head.value});
    }
    block.mlp = {.width = network.width, .units = {}, .bias = from.out_bias};
    for (int u = 0; u < from.in.cols(); ++u) {
      HiddenUnit& unit = block.mlp.units.emplace_back();
      for (int c = 0; c < network.width; ++c) {
        unit.in.push_back(from.in(c, u));
        unit.out.push_back(from.out(u, c));
      }
      unit.bias = from.in_bias[static_cast<std::size_t>(u)];
    }
  }
  return network;
}

/// Whether a mutant breaks masks, which omega replaces.
bool breaks_masks(const Choices& choices) {
  return choices.is_bias_row_open || choices.hears_bias_token || choices.is_mask_transposed;
}

/// What is known at one precision.
struct Comparison {
  Ball difference;  ///< the largest at a token after the last layer
  Ball budget;
  std::optional<bool> is_within;
};

Comparison compared(const MlpNetwork& network, const Matrix& tokens,
                    const model::Transformer& model, const UnitDistance& unit, std::int64_t omega,
                    int precision) {
  const std::vector<task::EnclosedTokens> states = task::states_of(network, tokens, precision);
  Comparison result;
  result.budget = budget_of(network, states, omega, unit, {}, precision).back().tokens +
                  Ball(Rational(1) / Rational(power_of_two(compared_bits)), precision);
  try {
    const std::vector<Ball> found = features_after(model, tokens, precision).back();
    std::size_t at = 0;
    for (const std::vector<Ball>& row : states.back()) {
      for (const Ball& entry : row) {
        const Ball gap = found[at++] - entry;
        result.difference = max(result.difference, max(gap, -gap));
      }
    }
    result.is_within = less_equal(result.difference, result.budget);
  } catch (const model::Undecided&) {
    result.is_within = std::nullopt;
  }
  return result;
}

/// Least k >= -96 with x <= 2^k; null where x is not bounded.
std::string log2_json(const Ball& x) {
  if (!x.is_finite()) return "null";
  const Rational upper = x.upper();
  int k = -compared_bits;
  Rational power = Rational(1) / Rational(power_of_two(compared_bits));
  for (; power < upper; power *= 2) ++k;
  return std::to_string(k);
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"M1", "M2"},
                                  .settings = {"omega", "gain"},
                                  .no_max_steps = "the file says how many layers there are",
                                  .no_model = "the file has the weights"});
  const model::MlpFile file = model::parse_mlp(request.text, request.place);
  require_small(file, request.place);
  const MlpNetwork network = network_of(file);
  const std::int64_t omega = derive::integer_setting(request, "omega", 1, 200, std::int64_t{0});
  const std::int64_t gain = derive::integer_setting(request, "gain", 1, 1000000, 1000);
  const UnitDistance unit = distance_of(network.activation, Rational(gain));
  Choices choices = broken_by(request.mutant);
  if (omega > 0 && breaks_masks(choices)) {
    derive::refuse_mutant(request.mutant,
                          "bias_token_has_features or keys_forgotten: with omega there are no "
                          "masks to break");
  }
  choices.inner = unit.inner;
  choices.outer = Rational(1) / unit.inner;
  choices.masking = {.omega = omega, .tokens = file.tokens.rows()};
  const model::Transformer model = heads_of_network(network, choices);
  Comparison found;
  for (int precision = first_run_bits; precision <= most_run_bits; precision *= 2) {
    found = compared(network, file.tokens, model, unit, omega, precision);
    if (found.is_within) break;
  }
  check::RunResult result{.input = request.place};
  result.is_decided = found.is_within.has_value();
  result.agrees = found.is_within == true;
  result.result_json = "{\"difference_log2\":" + log2_json(found.difference) +
                       ",\"budget_log2\":" + log2_json(found.budget) + ",\"within\":" +
                       (result.is_decided ? result.agrees ? "true" : "false" : "null") + "}";
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::mlp_neuron_as_head
