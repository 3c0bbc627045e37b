// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which models have hardmax heads of second order alone.
#include "reference/engine/hard_heads.hpp"

namespace attest::engine {

std::string unfit_head(const model::Transformer& model) {
  for (const model::Block& block : model.blocks) {
    for (const model::Head& head : block.heads) {
      const std::string name = "head " + head.name + " of block " + block.name;
      if (!is_hardmax(head.norm)) return name + " is " + std::string(name_of(head.norm));
      if (head.keys.size() != 1 || head.values.size() != 1) return name + " is of third order";
    }
  }
  return "";
}

}  // namespace attest::engine
