// SPDX-License-Identifier: Apache-2.0
/// \file
/// The list of the parts.
#include "benchmarks/engine.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "benchmarks/enumeration_rows.hpp"
#include "benchmarks/layer_rows.hpp"
#include "benchmarks/looped_rows.hpp"
#include "benchmarks/one_memory_rows.hpp"
#include "benchmarks/product_rows.hpp"
#include "benchmarks/softmax_rows.hpp"
#include "benchmarks/threads_rows.hpp"

namespace attest::benchmarks {
namespace {

using Part = std::vector<EngineRow> (*)(const Effort& effort);

/// The parts in the order of the table.
constexpr std::array parts{
    Part{layer_rows},  Part{product_rows},    Part{softmax_rows}, Part{enumeration_rows},
    Part{looped_rows}, Part{one_memory_rows}, Part{threads_rows},
};

}  // namespace

std::vector<EngineRow> engine_rows(const Effort& effort) {
  std::vector<EngineRow> rows;
  for (const Part part : parts) {
    if (effort.is_interrupted()) break;
    std::vector<EngineRow> more = part(effort);
    std::move(more.begin(), more.end(), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace attest::benchmarks
