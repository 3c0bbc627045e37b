// SPDX-License-Identifier: Apache-2.0
/// \file
/// JSON of the ledger, to and from: what the writers and readers of this folder share.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::store {

using Json = nlohmann::ordered_json;

/// Below it every integer is a double, which is what many readers of JSON have for numbers.
inline constexpr std::uint64_t first_inexact = std::uint64_t{1} << 53;

/// A number, as a string where many readers would round it.
[[nodiscard]] inline Json json_of(std::uint64_t value) {
  return value < first_inexact ? Json(value) : Json(std::to_string(value));
}
[[nodiscard]] inline Json json_of(std::int64_t value) {
  const bool is_exact = value > -static_cast<std::int64_t>(first_inexact) &&
                        value < static_cast<std::int64_t>(first_inexact);
  return is_exact ? Json(value) : Json(std::to_string(value));
}

/// Text that is not UTF-8 comes out with replacement characters rather than not at all.
[[nodiscard]] inline std::string text_of(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

/// \throws InputError `ledger-damaged` always
[[noreturn]] inline void damaged(const std::string& place, const std::string& found,
                                 const std::string& expected) {
  throw InputError("ledger-damaged", place, found, expected);
}

/// Reads the members of an object; every member must be asked for.
class Object {
 public:
  Object(const Json& json, std::string place) : json_(json), place_(std::move(place)) {
    if (!json_.is_object()) damaged(place_, json_.type_name(), "an object");
  }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() = default;

  [[nodiscard]] std::string place_of(const std::string& name) const { return place_ + ": " + name; }
  [[nodiscard]] const Json& member(const std::string& name) {
    seen_.insert(name);
    const auto found = json_.find(name);
    if (found == json_.end()) damaged(place_of(name), "nothing", "a member");
    return *found;
  }
  [[nodiscard]] bool has(const std::string& name) const { return json_.contains(name); }
  [[nodiscard]] std::string text(const std::string& name) {
    const Json& json = member(name);
    if (!json.is_string()) damaged(place_of(name), json.type_name(), "a string");
    return json.get<std::string>();
  }
  [[nodiscard]] bool flag(const std::string& name) {
    const Json& json = member(name);
    if (!json.is_boolean()) damaged(place_of(name), json.type_name(), "true or false");
    return json.get<bool>();
  }
  /// A number, or its decimal digits in a string.
  template <std::integral T>
  [[nodiscard]] T number(const std::string& name) {
    const Json& json = member(name);
    const bool is_text = json.is_string() || json.is_number_integer();
    const std::string text = json.is_string() ? json.get<std::string>() : json.dump();
    T value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!is_text || error != std::errc() || end != text.data() + text.size()) {
      damaged(place_of(name), text, "an integer");
    }
    return value;
  }
  [[nodiscard]] double number_approx(const std::string& name) {
    const Json& json = member(name);
    if (!json.is_number()) damaged(place_of(name), json.type_name(), "a number");
    return json.get<double>();
  }
  /// The enumerator of that name.
  template <typename E>
  [[nodiscard]] E choice(const std::string& name, std::initializer_list<E> choices) {
    const std::string found = text(name);
    std::string expected;
    for (const E choice : choices) {
      if (name_of(choice) == found) return choice;
      expected += (expected.empty() ? "" : ", ") + std::string(name_of(choice));
    }
    damaged(place_of(name), found, "one of " + expected);
  }
  [[nodiscard]] const Json& array(const std::string& name) {
    const Json& json = member(name);
    if (!json.is_array()) damaged(place_of(name), json.type_name(), "an array");
    return json;
  }
  /// \throws InputError where a member was not asked for
  void require_no_more() const {
    for (const auto& [name, value] : json_.items()) {
      if (!seen_.contains(name)) damaged(place_, "member " + name, "no such member");
    }
  }

 private:
  const Json& json_;
  std::string place_;
  std::set<std::string> seen_;
};

/// The document. \throws InputError `ledger-damaged`
[[nodiscard]] inline Json parsed(std::string_view text, const std::string& place) {
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    damaged(place, error.what(), "JSON");
  }
}

}  // namespace attest::store
