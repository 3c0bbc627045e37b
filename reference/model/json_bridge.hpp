// SPDX-License-Identifier: Apache-2.0
/// \file
/// Strict access to parsed JSON: every value is typed, every key is known, every error names its
/// place. Included by the source files of json.hpp only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "reference/number/rational.hpp"

namespace attest::model {

/// A value in a JSON text, with its key path.
class Node {
 public:
  Node(const nlohmann::json& value, std::string path, std::string_view file);

  /// The member `key` of an object that lists it in its keys().
  [[nodiscard]] Node operator[](std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const;
  /// Requires an object with all of `required`, and no key that is in neither list.
  void keys(std::initializer_list<std::string_view> required,
            std::initializer_list<std::string_view> optional = {}) const;
  /// The items of an array.
  [[nodiscard]] std::vector<Node> items() const;
  /// The items of an array of `size` items.
  [[nodiscard]] std::vector<Node> items(std::size_t size) const;
  /// The members of an object with any keys, by key.
  [[nodiscard]] std::vector<std::pair<std::string, Node>> members() const;

  [[nodiscard]] bool is_object() const { return value_->is_object(); }
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool truth() const;
  [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most) const;
  /// An index or a size: an int >= -1.
  [[nodiscard]] int index() const;
  /// A number written as a string, "p", "p/q" or a decimal.
  [[nodiscard]] Rational rational() const;

  /// \throws InputError always: model-value at this place
  [[noreturn]] void reject(const std::string& found, const std::string& expected) const;

  /// The one of `values` whose name is this text.
  template <typename Enum>
  [[nodiscard]] Enum named(std::initializer_list<Enum> values) const {
    const std::string name = text();
    std::string expected;
    for (const Enum value : values) {
      if (name_of(value) == name) return value;
      expected += (expected.empty() ? "" : ", ") + std::string(name_of(value));
    }
    reject('"' + name + '"', "one of " + expected);
  }

 private:
  [[nodiscard]] std::string place() const;
  [[nodiscard]] std::string found() const;

  const nlohmann::json* value_;
  std::string path_;
  std::string_view file_;
};

/// The parsed text. \throws InputError model-json with line and column, or model-key for a key that
/// occurs twice
[[nodiscard]] nlohmann::json parse(std::string_view text, std::string_view file);

}  // namespace attest::model
