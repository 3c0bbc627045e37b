// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads formulas from left to right; see plain_tex.hpp.
#include "reports/prose/plain_tex.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace attest::prose {
namespace {

/// What stands for a command; an empty text where the command only says how its argument looks.
const std::map<std::string, std::string, std::less<>>& tex_signs() {
  static const std::map<std::string, std::string, std::less<>> table{
      {"ge", "≥"},         {"le", "≤"},       {"ne", "≠"},       {"lceil", "⌈"},   {"rceil", "⌉"},
      {"lfloor", "⌊"},     {"rfloor", "⌋"},   {"langle", "⟨"},   {"rangle", "⟩"},  {"in", "∈"},
      {"sum", "Σ"},        {"prod", "Π"},     {"cdot", "·"},     {"times", "×"},   {"pm", "±"},
      {"infty", "∞"},      {"dots", "..."},   {"ldots", "..."},  {"cdots", "..."}, {"to", "→"},
      {"leftarrow", "←"},  {"mapsto", "↦"},   {"wedge", "∧"},    {"vee", "∨"},     {"top", "T"},
      {"oplus", "⊕"},      {"circ", "∘"},     {"cap", "∩"},      {"cup", "∪"},     {"equiv", "≡"},
      {"sim", "~"},        {"emptyset", "∅"}, {"subseteq", "⊆"}, {"bmod", "mod"},  {"ell", "l"},
      {"alpha", "α"},      {"beta", "β"},     {"gamma", "γ"},    {"delta", "δ"},   {"epsilon", "ε"},
      {"varepsilon", "ε"}, {"eta", "η"},      {"theta", "θ"},    {"kappa", "κ"},   {"lambda", "λ"},
      {"mu", "μ"},         {"xi", "ξ"},       {"pi", "π"},       {"sigma", "σ"},   {"phi", "φ"},
      {"chi", "χ"},        {"Gamma", "Γ"},    {"Delta", "Δ"},    {"Theta", "Θ"},   {"Phi", "Φ"},
      {"Sigma", "Σ"},      {"Omega", "Ω"},    {"sqrt", "√"},     {"lVert", "‖"},   {"rVert", "‖"},
      {"lvert", "|"},      {"rvert", "|"},    {"mid", "|"},      {"neg", "¬"},     {"forall", "∀"},
      {"exists", "∃"},     {"left", ""},      {"right", ""},     {"mathrm", ""},   {"mathit", ""},
      {"mathbb", ""},      {"mathcal", ""},   {"mathbf", ""},    {"text", ""},     {"hat", ""},
      {"bar", ""},         {"tilde", ""},     {"big", ""},       {"Big", ""},      {"quad", "  "},
      {"operatorname", ""}};
  return table;
}

bool is_latin(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// A formula that is being read.
class TexReader {
 public:
  explicit TexReader(std::string_view tex) : tex_(tex) {}

  [[nodiscard]] std::string all() {
    std::string text;
    while (at_ < tex_.size()) text += next();
    return text;
  }

 private:
  /// What the next character, command or group comes to.
  std::string next() {
    const char c = tex_[at_++];
    if (c == '\\') return command();
    if (c == '{') return group();
    if (c == '^' || c == '_') return c + in_brackets(argument());
    if (c == '~') return " ";
    return c == '}' ? "" : std::string(1, c);
  }

  /// What stands up to the brace that closes.
  std::string group() {
    std::string text;
    while (at_ < tex_.size() && tex_[at_] != '}') text += next();
    ++at_;
    return text;
  }

  /// The next group, or the next character.
  std::string argument() {
    while (at_ < tex_.size() && tex_[at_] == ' ') ++at_;
    return at_ < tex_.size() ? next() : "";
  }

  std::string command() {
    std::string name;
    while (at_ < tex_.size() && is_latin(tex_[at_])) name += tex_[at_++];
    if (name.empty()) return at_ < tex_.size() ? sign_of_punctuation(tex_[at_++]) : "\\";
    if (name == "frac") {
      const std::string over = in_brackets(argument());
      return over + "/" + in_brackets(argument());
    }
    if (name == "binom") {
      const std::string over = argument();
      return "C(" + over + ", " + argument() + ")";
    }
    if (name == "sqrt") return "√" + in_brackets(argument());
    const auto found = tex_signs().find(name);
    if (found == tex_signs().end()) return name;  // log, max
    // A space after a command only ends its name where a bracket follows or nothing was written.
    const bool opens =
        found->second.empty() || name == "lceil" || name == "lfloor" || name == "langle";
    if (opens && at_ < tex_.size() && tex_[at_] == ' ') ++at_;
    return found->second;
  }

  static std::string sign_of_punctuation(char c) {
    if (c == ',' || c == ';' || c == ':' || c == ' ') return " ";
    return c == '!' ? "" : c == '|' ? "‖" : std::string(1, c);
  }

  /// The text; in brackets where it is more than one name or number.
  static std::string in_brackets(const std::string& text) {
    const bool is_one = std::all_of(text.begin(), text.end(), [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
             (static_cast<unsigned char>(c) & 0x80U) != 0;
    });
    return is_one || text == "*" || text == "'" ? text : "(" + text + ")";
  }

  std::string_view tex_;
  std::size_t at_ = 0;
};

/// Without the space that stood before a closing bracket's command.
std::string tightened(std::string text) {
  for (const std::string_view closing : {" ⌉", " ⌋", " ⟩"}) {
    for (std::size_t at = 0; (at = text.find(closing, at)) != std::string::npos;) text.erase(at, 1);
  }
  return text;
}

}  // namespace

std::string plain_tex(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = text.find('$');
    const std::size_t close = open == std::string_view::npos ? open : text.find('$', open + 1);
    if (close == std::string_view::npos) return result + std::string(text);
    result += text.substr(0, open);
    result += tightened(TexReader(text.substr(open + 1, close - open - 1)).all());
    text.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace attest::prose
