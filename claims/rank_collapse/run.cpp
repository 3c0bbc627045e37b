// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's attention weights: how fast their tokens become alike, certified layer by layer.
#include <algorithm>

#include "claims/rank_collapse/enclosed.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/attention_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::rank_collapse {
namespace {

constexpr int least_run_bits = 64;
constexpr int most_run_bits = 1 << 17;
constexpr int default_run_bits = 1 << 14;

Network network_of_file(const model::AttentionFile& file) {
  Network network{.tokens = file.tokens, .layers = {}};
  const int d = file.tokens.cols();
  for (const model::AttentionLayerMatrices& layer : file.layers) {
    LayerWeights& weights = network.layers.emplace_back();
    weights.bias = layer.bias;
    for (const model::AttentionMatrices& head : layer.heads) {
      HeadWeights& result = weights.heads.emplace_back();
      result.query = head.query;
      result.key = head.key;
      result.query_bias = head.query_bias;
      result.mix = Matrix(d, d);  // W_V W_O^T
      for (int k = 0; k < d; ++k) {
        for (int c = 0; c < d; ++c) {
          for (int v = 0; v < head.value.cols(); ++v) {
            result.mix(k, c) += head.value(k, v) * head.out(c, v);
          }
        }
      }
    }
  }
  return network;
}

/// A number of thousandths in decimals.
std::string decimal(const Integer& thousandths) {
  const std::string digits = thousandths.abs().to_string();
  const std::string padded =
      digits.size() < 4 ? std::string(4 - digits.size(), '0') + digits : digits;
  return (thousandths.sign() < 0 ? "-" : "") + padded.substr(0, padded.size() - 3) + "." +
         padded.substr(padded.size() - 3);
}

/// log10 between two decimals, {"lower", "upper"}; null where the ball holds 0 or is unbounded.
std::string log_json(const Ball& x) {
  if (!x.is_finite() || less(Ball(), x) != true) return "null";
  const Ball scaled =
      Ball::exact(1000, x.precision()) * log(x) / log(Ball::exact(10, x.precision()));
  return "{\"lower\":\"" + decimal(scaled.lower().floor()) + "\",\"upper\":\"" +
         decimal(scaled.upper().ceil()) + "\"}";
}

/// What is known of a network at one precision.
struct Certificate {
  std::vector<Ball> deltas;                ///< of X_0, .., X_L
  std::vector<Ball> bounds;                ///< largest I4 bound of a layer
  std::vector<std::optional<bool>> holds;  ///< I4 of a layer
  [[nodiscard]] bool is_decided() const {
    return std::find(holds.begin(), holds.end(), std::nullopt) == holds.end();
  }
  [[nodiscard]] bool has_failed() const {
    return std::find(holds.begin(), holds.end(), std::optional(false)) != holds.end();
  }
};

/// What the bounds are compared with; nothing where this precision leaves an evaluation open.
std::optional<std::vector<Ball>> distances(const Network& network, const std::vector<Table>& states,
                                           int precision) {
  if (!has_rational_scale(network)) return pair_distances(states);
  try {
    return pair_distances(literal_states(network, precision));
  } catch (const model::Undecided&) {
    return std::nullopt;
  }
}

Certificate certificate_at(const Network& network, const std::string& twist, int precision) {
  const std::vector<Table> states = plain_states(network, precision);
  const std::vector<Ball> bounds = pair_bounds(network, states, twist, precision);
  const std::optional<std::vector<Ball>> found = distances(network, states, precision);
  Certificate result;
  for (const Table& state : states) result.deltas.push_back(delta(state));
  const std::size_t entries = bounds.size() / network.layers.size();
  for (std::size_t l = 0; l < network.layers.size(); ++l) {
    Ball largest;
    std::optional<bool> holds = true;
    for (std::size_t e = l * entries; e < (l + 1) * entries; ++e) {
      largest = max(largest, bounds[e]);
      const std::optional<bool> one =
          found ? less_equal((*found)[e], bounds[e]) : std::optional<bool>();
      if (holds != false && one != true) holds = one;
    }
    result.bounds.push_back(largest);
    result.holds.push_back(holds);
  }
  return result;
}

/// At rising precision, until every layer is decided.
Certificate certificate_of(const Network& network, const std::string& twist, int most) {
  for (int precision = least_run_bits;; precision = std::min(2 * precision, most)) {
    Certificate result = certificate_at(network, twist, precision);
    if (result.is_decided() || precision == most) return result;
  }
}

template <typename Items, typename Text>
std::string list_json(const Items& items, Text text) {
  std::string result;
  for (const auto& item : items) result += (result.empty() ? "[" : ",") + text(item);
  return result + "]";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"I4.natural"},
                                  .settings = {"bits"},
                                  .no_max_steps = "the file says how many layers there are",
                                  .no_model = "the file has the weights"});
  if (!request.mutant.empty() && request.mutant != "tanh_of_an_eighth" &&
      request.mutant != "sum_dropped") {
    derive::refuse_mutant(request.mutant, "tanh_of_an_eighth or sum_dropped");
  }
  const auto most = static_cast<int>(derive::integer_setting(
      request, "bits", least_run_bits, most_run_bits, std::int64_t{default_run_bits}));
  const Network network = network_of_file(model::parse_attention(request.text, request.place));
  const Certificate found = certificate_of(network, request.mutant, most);
  check::RunResult result{.input = request.place};
  result.is_decided = found.is_decided() || found.has_failed();
  result.agrees = found.is_decided() && !found.has_failed();
  result.result_json =
      "{\"layers\":" + std::to_string(network.layers.size()) +
      ",\"delta_log10\":" + list_json(found.deltas, log_json) +
      ",\"bound_log10\":" + list_json(found.bounds, log_json) + ",\"evaluator\":\"" +
      (has_rational_scale(network) ? "literal" : "plain formulas on both sides") + "\",\"holds\":" +
      list_json(found.holds,
                [](const std::optional<bool>& one) {
                  return std::string(!one ? "null" : *one ? "true" : "false");
                }) +
      "}";
  std::size_t heads = 0;
  for (const LayerWeights& layer : network.layers) heads = std::max(heads, layer.heads.size());
  result.model = {{"layers", static_cast<std::int64_t>(network.layers.size())},
                  {"heads", static_cast<std::int64_t>(heads)},
                  {"width", network.tokens.cols()},
                  {"tokens", network.tokens.rows()}};
  return {result};
}

}  // namespace attest::rank_collapse
