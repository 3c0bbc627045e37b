// SPDX-License-Identifier: Apache-2.0
/// \file
/// Model files, schema attest.model/1: a description with exact weights as strings, and where it
/// came from.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "reference/model/transformer.hpp"

namespace attest::model {

/// A description together with the claim, statement and parameters that it was built for.
struct ModelFile {
  std::string claim = {};
  std::string statement = {};
  std::map<std::string, std::int64_t> params = {};
  Transformer model = {};

  friend bool operator==(const ModelFile&, const ModelFile&) = default;
};

/// The file's text; numbers are exact strings, keys in a fixed order, so equal models give equal
/// bytes.
[[nodiscard]] std::string to_json(const ModelFile& file);

/// Reads a model file. \param place the file's name, for messages
/// \throws InputError (ids model-json, model-schema, model-key, model-value, model-invalid) with
/// line and column or key path
[[nodiscard]] ModelFile from_json(std::string_view text, std::string_view place);

}  // namespace attest::model
