// SPDX-License-Identifier: Apache-2.0
/// \file
/// Parsing without surprises: size, depth and repeated keys are checked while reading.
#include "reference/model/json_bridge.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::model {
namespace {

using Json = nlohmann::json;

constexpr std::size_t max_bytes = std::size_t{1} << 28;   // of a file
constexpr std::size_t max_digits = std::size_t{1} << 16;  // of a number
constexpr int max_depth = 32;                             // of nesting; a model has 9
constexpr std::size_t max_quoted = 60;                    // [bytes] of a found value in a message

std::string shortened(std::string text) {
  if (text.size() <= max_quoted) return text;
  return text.substr(0, max_quoted) + "... (" + std::to_string(text.size()) + " bytes)";
}

// "file:line:column" of the byte before `offset`.
std::string place_of(std::string_view text, std::size_t offset, std::string_view file) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column =
      start == std::string_view::npos ? before.size() : before.size() - start - 1;
  return std::string(file) + ":" + std::to_string(line) + ":" +
         std::to_string(std::max<std::size_t>(column, 1));
}

// "invalid literal while parsing value" of "... syntax error while parsing value - invalid literal;
// last read: 'x'".
std::string cause_of(const Json::parse_error& error) {
  const std::string text = error.what();
  const std::size_t where = text.find("while parsing ");
  const std::size_t dash = text.find(" - ", where);
  if (where == std::string::npos || dash == std::string::npos) return shortened(text);
  const std::size_t cause = dash + 3;
  return shortened(text.substr(cause, text.find(';', cause) - cause)) + " " +
         text.substr(where, dash - where);
}

}  // namespace

Json parse(std::string_view text, std::string_view file) {
  if (text.size() > max_bytes) {
    throw InputError("model-json", std::string(file), std::to_string(text.size()) + " bytes",
                     "at most " + std::to_string(max_bytes) + " bytes");
  }
  std::vector<std::set<std::string>> keys;  // of the objects that are open
  const auto check = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > max_depth) {
      throw InputError("model-json", std::string(file),
                       "values nested deeper than " + std::to_string(max_depth), "a model file");
    }
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key &&
        !keys.back().insert(parsed.get<std::string>()).second) {
      throw InputError("model-key", std::string(file),
                       "key \"" + shortened(parsed.get<std::string>()) + "\" twice in one object",
                       "distinct keys");
    }
    return true;
  };
  try {
    return Json::parse(text.begin(), text.end(), check);
  } catch (const Json::parse_error& error) {
    throw InputError("model-json", place_of(text, error.byte, file), cause_of(error), "JSON text");
  } catch (const Json::exception& error) {  // a number beyond every double
    throw InputError("model-json", std::string(file), error.what(), "JSON text");
  }
}

Node::Node(const Json& value, std::string path, std::string_view file)
    : value_(&value), path_(std::move(path)), file_(file) {}

std::string Node::place() const { return std::string(file_) + (path_.empty() ? "" : ": " + path_); }

std::string Node::found() const {
  if (value_->is_object()) return "an object";
  if (value_->is_array()) return "a list of " + std::to_string(value_->size());
  return shortened(value_->dump(-1, ' ', false, Json::error_handler_t::replace));
}

void Node::reject(const std::string& found, const std::string& expected) const {
  throw InputError("model-value", place(), found, expected);
}

bool Node::has(std::string_view key) const { return value_->contains(key); }

Node Node::operator[](std::string_view key) const {
  return {value_->at(std::string(key)),
          path_.empty() ? std::string(key) : path_ + "." + std::string(key), file_};
}

void Node::keys(std::initializer_list<std::string_view> required,
                std::initializer_list<std::string_view> optional) const {
  if (!value_->is_object()) reject(found(), "an object");
  std::string expected;
  for (const std::string_view key : required) {
    if (!has(key)) {
      throw InputError("model-key", place(), "no key \"" + std::string(key) + "\"",
                       "the key \"" + std::string(key) + "\"");
    }
    expected += (expected.empty() ? "" : ", ") + std::string(key);
  }
  for (const std::string_view key : optional) expected += ", " + std::string(key);
  for (const auto& [key, value] : value_->items()) {
    const auto is_key = [&name = key](std::string_view known) { return known == name; };
    if (std::ranges::none_of(required, is_key) && std::ranges::none_of(optional, is_key)) {
      throw InputError("model-key", place(), "unknown key \"" + shortened(key) + "\"",
                       "the keys " + expected);
    }
  }
}

std::vector<Node> Node::items() const {
  if (!value_->is_array()) reject(found(), "a list");
  std::vector<Node> nodes;
  nodes.reserve(value_->size());
  for (std::size_t i = 0; i < value_->size(); ++i) {
    nodes.emplace_back((*value_)[i], path_ + "[" + std::to_string(i) + "]", file_);
  }
  return nodes;
}

std::vector<Node> Node::items(std::size_t size) const {
  if (!value_->is_array() || value_->size() != size) {
    reject(found(), "a list of " + std::to_string(size));
  }
  return items();
}

std::vector<std::pair<std::string, Node>> Node::members() const {
  if (!value_->is_object()) reject(found(), "an object");
  std::vector<std::pair<std::string, Node>> nodes;
  for (const auto& [key, value] : value_->items()) {
    nodes.emplace_back(key, Node(value, path_ + "." + key, file_));
  }
  return nodes;
}

std::string Node::text() const {
  if (!value_->is_string()) reject(found(), "a string");
  return value_->get<std::string>();
}

bool Node::truth() const {
  if (!value_->is_boolean()) reject(found(), "true or false");
  return value_->get<bool>();
}

std::int64_t Node::integer(std::int64_t least, std::int64_t most) const {
  const bool fits =
      value_->is_number_integer() &&
      (!value_->is_number_unsigned() || std::in_range<std::int64_t>(value_->get<std::uint64_t>()));
  const std::int64_t value = fits ? value_->get<std::int64_t>() : 0;
  if (!fits || value < least || value > most) {
    reject(found(), "an integer in " + std::to_string(least) + ".." + std::to_string(most));
  }
  return value;
}

int Node::index() const { return static_cast<int>(integer(-1, std::numeric_limits<int>::max())); }

Rational Node::rational() const {
  const std::string digits = text();
  const std::string expected = "a number as a string, such as \"3\", \"-3/4\" or \"0.75\"";
  if (digits.size() > max_digits) {
    reject(std::to_string(digits.size()) + " digits", "at most " + std::to_string(max_digits));
  }
  try {
    return Rational::parse(digits);
  } catch (const InputError&) {
    reject(found(), expected);
  }
}

}  // namespace attest::model
