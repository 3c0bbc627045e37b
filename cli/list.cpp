// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest list`: which claims and statements there are.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/table.hpp"
#include "reports/prose/plain_tex.hpp"

namespace attest::cli {
namespace {

std::string in_small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return text;
}

/// Everything that a reader may look a claim up by.
std::string searched_text(const check::Claim& claim) {
  std::string text = claim.id + " " + claim.title + " " + claim.paper + " arXiv " + claim.arxiv +
                     " " + claim.family;
  for (const check::Statement& statement : claim.statements) {
    text += fmt::format(" {} {} {} {}{}", statement.label, statement.title,
                        check::name_of(statement.shape), check::name_of(statement.standing),
                        statement.is_recalled ? " recalled" : "");
  }
  return in_small_letters(std::move(text));
}

/// The claims in whose texts every word occurs, in small or capital letters.
std::vector<check::Claim> claims_with(const std::vector<check::Claim>& claims,
                                      const std::vector<std::string>& words) {
  std::vector<check::Claim> found;
  for (const check::Claim& claim : claims) {
    const std::string text = searched_text(claim);
    if (std::all_of(words.begin(), words.end(), [&](const std::string& word) {
          return text.find(in_small_letters(word)) != std::string::npos;
        })) {
      found.push_back(claim);
    }
  }
  return found;
}

/// A line a claim, by families.
std::string overview_text(const std::vector<check::Claim>& claims) {
  std::map<std::string, std::vector<const check::Claim*>> families;
  std::size_t longest = 0;
  for (const check::Claim& claim : claims) {
    families[claim.family.empty() ? "other claims" : claim.family].push_back(&claim);
    longest = std::max(longest, claim.id.size());
  }
  std::string text;
  for (const auto& [family, members] : families) {
    text += family + "\n";
    for (const check::Claim* claim : members) {
      text += fmt::format("  {:<{}}  {}\n", claim->id, longest, prose::plain_tex(claim->title));
    }
    text += "\n";
  }
  return text +
         "`attest list WORD...` lists the statements of the claims that hold the words, "
         "`attest show ID` says what a claim states.\n";
}

/// Claims with their statements.
std::string statements_text(const std::vector<check::Claim>& claims) {
  std::string text;
  bool has_recalled = false;
  for (const check::Claim& claim : claims) {
    text += fmt::format("{}: {}\n  {}, arXiv {}\n", claim.id, prose::plain_tex(claim.title),
                        claim.paper, claim.arxiv);
    std::vector<Cells> rows;
    for (const check::Statement& statement : claim.statements) {
      has_recalled = has_recalled || statement.is_recalled;
      rows.push_back({"  " + statement.label + (statement.is_recalled ? "†" : ""),
                      std::string(check::name_of(statement.shape)),
                      std::string(check::name_of(statement.standing)),
                      prose::plain_tex(statement.title)});
    }
    text += table({"  statement", "kind", "standing", "says"}, rows) + "\n";
  }
  if (has_recalled) text += "† recalled: the sentence was not read in the paper's text\n";
  return text;
}

Exit run_list(const Values& values, Context& context) {
  const std::vector<std::string> words = values.texts("WORD");
  const std::vector<check::Claim> claims = claims_with(context.build.claims, words);
  if (values.has("--json")) {
    context.out << list_json(claims);
  } else if (claims.empty()) {
    context.out << (words.empty() ? "No claims in this build.\n" : "No claim holds these words.\n");
  } else {
    context.out << (words.empty() ? overview_text(claims) : statements_text(claims));
  }
  return Exit::as_expected;
}

}  // namespace

Command list_command() {
  return {
      .syntax = {.command = "list",
                 .about = "Lists the claims, or those that hold some words with their statements.",
                 .example = "  attest list\n"
                            "  attest list turing recalled\n"
                            "  attest list --json",
                 .arguments = {{.name = "WORD",
                                .placeholder = "WORD",
                                .meaning = "all of them occur in an id, a title, a paper, a "
                                           "family, a kind or a standing of the claim",
                                .takes = Takes::optional_words},
                               {.name = "--json",
                                .placeholder = "",
                                .meaning = "print attest.list/1",
                                .takes = Takes::nothing}}},
      .run = run_list};
}

}  // namespace attest::cli
