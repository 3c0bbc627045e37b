// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's trace of messages, replayed round by round through layers that sort and spread.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/number/error.hpp"
#include "reference/task/routing.hpp"

namespace attest::positional_simulates_mpc {
namespace {

constexpr std::int64_t most_machines = 64;  // 28 layers of 65 tokens: a message slot takes a second
constexpr std::int64_t most_messages = 1024;
constexpr std::int64_t most_rounds = 1'000'000;
constexpr std::int64_t most_payload = 999'999;

/// One line of the trace.
struct Message {
  std::int64_t round = 0;
  std::int64_t source = 0;
  std::int64_t destination = 0;
  std::int64_t payload = 0;
  int slot = -1;  ///< channel of its round
};

/// One number of a line. \throws InputError trace-syntax, trace-range
std::int64_t number_of(const std::string& word, const std::string& place, std::int64_t most) {
  const bool is_number = !word.empty() && word.size() <= 18 &&
                         word.find_first_not_of("0123456789") == std::string::npos;
  if (!is_number) {
    throw InputError("trace-syntax", place, "'" + word.substr(0, 40) + "'", "an integer from 0");
  }
  const std::int64_t value = Integer::parse(word).to_int64();
  if (value > most) throw InputError("trace-range", place, word, "at most " + std::to_string(most));
  return value;
}

/// \throws InputError trace-syntax, trace-range
Message message_of(const std::string& line, const std::string& place) {
  std::vector<std::int64_t> numbers;
  constexpr std::int64_t most[] = {most_rounds, most_machines - 1, most_machines - 1, most_payload};
  std::size_t start = 0;
  for (const std::int64_t limit : most) {
    const bool is_last = numbers.size() == 3;
    const std::size_t end = is_last ? std::string::npos : line.find(',', start);
    const std::string at = place + ":" + std::to_string(start + 1);
    if (!is_last && end == std::string::npos) {
      throw InputError("trace-syntax", at, std::to_string(numbers.size() + 1) + " fields",
                       "round,src,dst,payload");
    }
    const std::string field = line.substr(start, is_last ? end : end - start);
    const std::size_t first = field.find_first_not_of(" \t");
    const std::size_t last = field.find_last_not_of(" \t");
    numbers.push_back(number_of(
        first == std::string::npos ? "" : field.substr(first, last - first + 1), at, limit));
    start = end + 1;
  }
  return {
      .round = numbers[0], .source = numbers[1], .destination = numbers[2], .payload = numbers[3]};
}

std::vector<Message> trace_of(const check::RunRequest& request) {
  std::vector<Message> result;
  std::int64_t number = 0;
  for (std::size_t start = 0; start < request.text.size();) {
    const std::size_t end = std::min(request.text.find('\n', start), request.text.size());
    std::string line = request.text.substr(start, end - start);
    if (line.ends_with('\r')) line.pop_back();
    start = end + 1;
    ++number;
    const bool is_heading = number == 1 && line == "round,src,dst,payload";
    if (is_heading || line.find_first_not_of(" \t") == std::string::npos) continue;
    result.push_back(message_of(line, request.place + ":" + std::to_string(number)));
    if (std::ssize(result) > most_messages) {
      throw InputError("trace-length", request.place + ":" + std::to_string(number),
                       "more messages", "at most " + std::to_string(most_messages));
    }
  }
  if (result.empty()) {
    throw InputError("trace-empty", request.place, "no messages", "round,src,dst,payload lines");
  }
  return result;
}

/// Gives the messages of a round slots such that no machine sends or receives two in one slot, as
/// few slots as a machine has messages at most: edge colouring by alternating paths.
class Slots {
 public:
  /// Colours all messages; returns the number of slots.
  int assign(const std::vector<Message*>& messages) {
    for (Message* message : messages) {
      const int sent = free_slot(sent_, message->source);
      const int received = free_slot(received_, message->destination);
      if (sent != received) turn_path(message->destination, sent, received);
      place(message, sent);
      most_ = std::max({most_, sent + 1, received + 1});
    }
    return most_;
  }

 private:
  using BySlot = std::map<std::pair<std::int64_t, int>, Message*>;  // machine and slot

  static int free_slot(const BySlot& used, std::int64_t machine) {
    int slot = 0;
    while (used.contains({machine, slot})) ++slot;
    return slot;
  }

  void place(Message* message, int slot) {
    message->slot = slot;
    sent_[{message->source, slot}] = message;
    received_[{message->destination, slot}] = message;
  }

  /// Exchanges `from` and `to` along the path of these slots that ends at a receiver, which then
  /// has `from` free.
  void turn_path(std::int64_t receiver, int from, int to) {
    std::vector<Message*> path;
    std::int64_t machine = receiver;
    bool is_receiver = true;
    int slot = from;
    while (true) {
      const BySlot& used = is_receiver ? received_ : sent_;
      const auto found = used.find({machine, slot});
      if (found == used.end()) break;
      path.push_back(found->second);
      machine = is_receiver ? found->second->source : found->second->destination;
      is_receiver = !is_receiver;
      slot = slot == from ? to : from;
    }
    for (const Message* message : path) {
      sent_.erase({message->source, message->slot});
      received_.erase({message->destination, message->slot});
    }
    for (Message* message : path) place(message, message->slot == from ? to : from);
  }

  BySlot sent_;
  BySlot received_;
  int most_ = 0;
};

/// Tokens of one slot: destination and payload + 1, so that 0 is no message.
check::Case tokens_of(const std::vector<Message*>& messages, int slot, std::int64_t nodes) {
  check::Case rows(static_cast<int>(nodes), 2);
  for (int i = 0; i < rows.rows(); ++i) rows(i, 0) = nodes;
  for (const Message* message : messages) {
    if (message->slot != slot) continue;
    const auto source = static_cast<int>(message->source);
    rows(source, 0) = message->destination;
    rows(source, 1) = message->payload + 1;
  }
  return rows;
}

/// The construction of S4.partial, or one of its mutants.
model::Transformer model_of(const check::RunRequest& request, int bits, std::int64_t payloads) {
  const std::string& name = request.mutant;
  const auto build = [&](const SortChoices& choices) {
    return partial_model(bits, payloads, choices);
  };
  if (name == "spreading_ascending") return build({.is_spreading_ascending = true});
  if (name == "spreading_left_out") return build({.has_spreading = false});
  if (name == "last_stage_dropped") return build({.sort = {.stages_dropped = 1}});
  if (name == "absent_first") return build({.is_absent_first = true});
  return derive::broken(build({}), name);
}

/// What the receivers of a round hold, and whether it is what was sent to them.
struct Inbox {
  std::string json;
  bool agrees = true;
};

Inbox deliver(const model::Transformer& model, const std::vector<Message*>& messages, int slots,
              std::int64_t nodes) {
  Inbox inbox;
  for (int slot = 0; slot < slots; ++slot) {
    const check::Case rows = tokens_of(messages, slot, nodes);
    std::vector<Rational> found;
    try {
      found = model::answer(model, rows, {});
    } catch (const model::Undefined&) {  // a tie: only a broken model comes here
      inbox.agrees = false;
      continue;
    }
    inbox.agrees = inbox.agrees && found == task::delivered().answer(rows);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i].is_zero()) continue;
      const Rational payload = found[i] - 1;
      inbox.json +=
          (inbox.json.empty() ? "[" : ",[") + std::to_string(i) + "," +
          (payload.is_integer() ? payload.to_string() : "\"" + payload.to_string() + "\"") + "]";
    }
  }
  return inbox;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request,
                        {.statements = {"S4.partial"}, .no_model = "the machines decide its size"});
  std::vector<Message> messages = trace_of(request);
  std::int64_t machines = 0;
  std::int64_t largest = 0;
  std::map<std::int64_t, std::vector<Message*>> rounds;
  for (Message& message : messages) {
    machines = std::max({machines, message.source + 1, message.destination + 1});
    largest = std::max(largest, message.payload);
    rounds[message.round].push_back(&message);
  }
  const int bits = gadget::bitonic_sort::address_bits(machines);
  const model::Transformer model = model_of(request, bits, largest + 2);
  check::RunResult result{.input = request.place, .agrees = true};
  std::string list;
  for (const auto& [number, sent] : rounds) {
    const int slots = Slots().assign(sent);
    const Inbox inbox = deliver(model, sent, slots, std::int64_t{1} << bits);
    result.agrees = result.agrees && inbox.agrees;
    list += (list.empty() ? "{\"round\":" : ",{\"round\":") + std::to_string(number) +
            ",\"slots\":" + std::to_string(slots) + ",\"delivered\":[" + inbox.json + "]}";
  }
  result.result_json = "{\"machines\":" + std::to_string(machines) + ",\"rounds\":[" + list + "]}";
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::positional_simulates_mpc
