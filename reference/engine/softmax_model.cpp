// SPDX-License-Identifier: Apache-2.0
/// \file
/// One layer of softmax heads on rows that occur again and again; see softmax_model.hpp.
#include "reference/engine/softmax_model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "reference/engine/softmax_decide.hpp"
#include "reference/engine/softmax_parts.hpp"
#include "reference/engine/sparse.hpp"
#include "reference/model/evaluate_decode.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// More rows than these are left to the literal evaluator: tables of scores grow with their square.
constexpr std::size_t most_decoded_rows = 512;

/// Balls beyond this precision [bits] are left to the literal evaluator.
constexpr int most_settled_bits = 256;

std::vector<Rational> apply(const model::Linear& map, std::size_t size,
                            const std::vector<Rational>& row) {
  std::vector<Rational> result(size);
  for (const model::Entry& entry : map) {
    result[static_cast<std::size_t>(entry.to)] +=
        entry.weight.value * row[static_cast<std::size_t>(entry.from)];
  }
  return result;
}

std::size_t padded_outputs(std::size_t count) {
  return (std::max<std::size_t>(count, 1) + softmax_grain - 1) / softmax_grain * softmax_grain;
}

/// Why a model is not taken; empty if it is.
std::string objection(const model::Transformer& model) {
  if (model.schedule.size() != 1 || model.schedule[0].second != 1) return "not one layer";
  const model::Block& block = model.blocks[static_cast<std::size_t>(model.schedule[0].first)];
  if (!block.mlp.empty() || !block.token_maps.empty()) return "more than heads";
  for (const model::Head& head : block.heads) {
    if (head.norm != model::Norm::softmax_e) return "a head that is not softmax_e";
    if (head.mask >= 0) return "a masked head";
    if (head.keys.size() != 1 || head.values.size() != 1) return "a head of third order";
  }
  return {};
}

}  // namespace

SoftmaxModel::SoftmaxModel(SoftmaxModel&&) noexcept = default;
SoftmaxModel& SoftmaxModel::operator=(SoftmaxModel&&) noexcept = default;
SoftmaxModel::~SoftmaxModel() = default;

SoftmaxModel::SoftmaxModel(const model::Transformer& model, const SoftmaxKernel& kernel,
                           SoftmaxDecoder decoder)
    : model_(&model),
      kernel_(&kernel),
      decoder_(std::move(decoder)),
      names_(static_cast<std::size_t>(model::width(model))) {
  for (const int coordinate : decoder_.fields()) {
    fields_.push_back({.coordinate = static_cast<std::size_t>(coordinate)});
  }
  const model::Block& block = model.blocks[static_cast<std::size_t>(model.schedule[0].first)];
  for (const model::Head& description : block.heads) {
    Head head{.description = &description,
              .key_width = static_cast<std::size_t>(
                  std::max(outputs_of(description.query), outputs_of(description.keys[0]))),
              .value_width = static_cast<std::size_t>(outputs_of(description.values[0]))};
    for (const model::Entry& entry : description.out) {
      const auto channel = static_cast<std::size_t>(entry.from);
      head.value_width = std::max(head.value_width, channel + 1);
      const std::optional<Estimate> weight = estimate_of(entry.weight.value);
      is_fit_ = is_fit_ && weight;
      for (Field& field : fields_) {
        if (field.coordinate != static_cast<std::size_t>(entry.to) || !weight) continue;
        field.gains.push_back({.head = heads_.size(), .channel = channel, .weight = *weight});
      }
    }
    head.largest.resize(head.value_width);
    head.errors.resize(head.value_width);
    heads_.push_back(std::move(head));
  }
}

std::variant<SoftmaxModel, std::string> SoftmaxModel::make(const model::Transformer& model,
                                                           const SoftmaxKernel& kernel) {
  std::string why = objection(model);
  if (!why.empty()) return why;
  std::optional<SoftmaxDecoder> decoder = SoftmaxDecoder::make(model.decode);
  if (!decoder) return "a decoder of other operations";
  return SoftmaxModel(model, kernel, std::move(*decoder));
}

void SoftmaxModel::add(const std::vector<Rational>& row) {
  ++count_;
  if (count_ > most_decoded_rows) return;
  exact_.push_back(row);
  for (Head& head : heads_) {
    head.reserve(count_);
    head.queries.push_back(apply(head.description->query, head.key_width, row));
    head.keys.push_back(apply(head.description->keys[0], head.key_width, row));
    const std::vector<Rational> values = apply(head.description->values[0], head.value_width, row);
    const std::size_t first = head.values.size();
    head.values.resize(first + padded_outputs(head.value_width));
    for (std::size_t c = 0; c < values.size(); ++c) {
      const std::optional<Nearest> near = nearest_double(values[c]);
      is_fit_ = is_fit_ && near;
      if (!near) continue;
      head.values[first + c] = near->value;
      head.largest[c] = std::max(head.largest[c], std::abs(near->value));
    }
  }
  for (Field& field : fields_) {
    const std::optional<Estimate> own = estimate_of(row[field.coordinate]);
    is_fit_ = is_fit_ && own;
    field.own.push_back(own.value_or(Estimate{}));
  }
}

/// The means of all heads at the positions [first, last). \returns false where a score has no
/// double
bool SoftmaxModel::attend(std::span<const RowId> rows, int first, int last) {
  const auto at = [&](std::size_t i) { return static_cast<std::size_t>(rows[i]); };
  const std::size_t keys = padded_outputs(rows.size());
  for (Head& head : heads_) {
    const std::size_t width = padded_outputs(head.value_width);
    head.task_values.assign(keys * width, 0.0);
    for (std::size_t j = 0; j < rows.size(); ++j) {
      std::copy_n(head.values.begin() + static_cast<std::ptrdiff_t>(at(j) * width), width,
                  head.task_values.begin() + static_cast<std::ptrdiff_t>(j * width));
    }
    const auto queries = static_cast<std::size_t>(last - first);
    head.means.resize((queries + softmax_rows - 1) / softmax_rows * softmax_rows * width);
    for (std::size_t block = 0; block < queries; block += softmax_rows) {
      head.task_scores.assign(softmax_rows * keys, softmax_padding);
      for (std::size_t r = 0; r < softmax_rows; ++r) {
        // A row that only fills up its eight repeats the last one.
        const std::size_t query =
            static_cast<std::size_t>(first) + std::min(block + r, queries - 1);
        for (std::size_t j = 0; j < rows.size(); ++j) {
          if (!head.score(at(query), at(j), head.task_scores[r * keys + j])) return false;
        }
      }
      kernel_->run({.keys = keys,
                    .width = width,
                    .scores = head.task_scores.data(),
                    .factor = softmax_factor,
                    .values = head.task_values.data()},
                   head.means.data() + block * width);
    }
    if (head.size.is_rounded && head.size.largest_score >= softmax_most_rounded) return false;
    head.size.keys = rows.size();
    for (std::size_t c = 0; c < head.value_width; ++c) {
      head.errors[c] = softmax_error(*kernel_, head.size, head.largest[c]);
    }
  }
  return true;
}

Estimate SoftmaxModel::field(const Field& field, std::size_t row, std::size_t query) const {
  Estimate sum = field.own[row];
  for (const Field::Gain& gain : field.gains) {
    const Head& head = heads_[gain.head];
    const Estimate mean{
        .value = head.means[query * padded_outputs(head.value_width) + gain.channel],
        .error = head.errors[gain.channel]};
    sum = engine::add(sum, multiply(gain.weight, mean));
  }
  return sum;
}

/// Whether a row is on a side of the decoder: the side is affine in the stream, of which at most
/// one head may have written what it reads.
std::optional<bool> SoftmaxModel::is_on(const Decided& side, std::span<const RowId> rows,
                                        int position) {
  const auto at = [&](std::size_t i) { return static_cast<std::size_t>(rows[i]); };
  const std::size_t query = at(static_cast<std::size_t>(position));
  Rational own = side.positive.constant;
  const Head* writer = nullptr;
  std::map<int, Rational> reads;  // by channel of its value
  for (const auto& [coordinate, weight] : side.positive.terms) {
    own += weight * exact_[query][static_cast<std::size_t>(coordinate)];
    for (const Head& head : heads_) {
      for (const model::Entry& entry : head.description->out) {
        if (entry.to != coordinate || weight.is_zero()) continue;
        if (writer != nullptr && writer != &head) return std::nullopt;
        writer = &head;
        reads[entry.from] += weight * entry.weight.value;
      }
    }
  }
  if (writer == nullptr) return std::nullopt;
  std::vector<Rational> scores;
  std::vector<Rational> values;
  for (std::size_t j = 0; j < rows.size(); ++j) {
    scores.push_back(std::inner_product(writer->queries[query].begin(),
                                        writer->queries[query].end(), writer->keys[at(j)].begin(),
                                        Rational(0)));
    const std::vector<Rational> channels =
        apply(writer->description->values[0], writer->value_width, exact_[at(j)]);
    Rational& value = values.emplace_back();
    for (const auto& [channel, weight] : reads)
      value += weight * channels[static_cast<std::size_t>(channel)];
  }
  const auto order =
      compare_mean({.scores = scores, .values = values}, std::nullopt, -own, most_settled_bits);
  ball_bits_ = std::max(ball_bits_, order.bits);
  if (!order.value) return std::nullopt;
  return std::is_gt(*order.value) || (std::is_eq(*order.value) && !side.is_strict);
}

/// The answer of one token that the filter leaves open.
std::optional<Rational> SoftmaxModel::settled(std::span<const RowId> rows, int position) {
  for (const Side side : {Side::accept, Side::reject}) {
    const auto decided = decided_by(model_->decode, side, position, std::ssize(rows));
    if (!std::holds_alternative<Decided>(decided)) return std::nullopt;
    const std::optional<bool> is_there = is_on(std::get<Decided>(decided), rows, position);
    if (!is_there) return std::nullopt;
    if (*is_there) return Rational(side == Side::accept ? 1 : 0);
  }
  return Rational(1, 2);
}

std::optional<model::Answer> SoftmaxModel::answer(std::span<const RowId> rows, int inputs) {
  ball_bits_ = 0;
  if (!is_fit_ || count_ > most_decoded_rows) return std::nullopt;
  const model::Positions read = model::positions_read(*model_, inputs);
  ATTEST_REQUIRE(read.last <= static_cast<int>(rows.size()), "rows of a sequence");
  if (read.first == read.last) return std::nullopt;
  if (!attend(rows, read.first, read.last)) return std::nullopt;
  model::Answer answer;
  std::vector<Estimate> fields(fields_.size());
  for (int i = read.first; i < read.last; ++i) {
    const auto row = static_cast<std::size_t>(rows[static_cast<std::size_t>(i)]);
    for (std::size_t f = 0; f < fields.size(); ++f) {
      fields[f] = field(fields_[f], row, static_cast<std::size_t>(i - read.first));
    }
    const std::size_t before = answer.size();
    if (decoder_.decode(fields, answer)) continue;
    answer.resize(before);
    const std::optional<Rational> entry = settled(rows, i);
    if (!entry) return std::nullopt;
    answer.push_back(*entry);
  }
  return answer;
}

}  // namespace attest::engine
