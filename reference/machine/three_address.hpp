// SPDX-License-Identifier: Apache-2.0
/// \file
/// Three-address code with procedure calls, run directly: every step is a line of a trace.
///
/// A procedure's frame has numbered variables of its own; attributes are global. An argument is
/// written into the frame of the next call. `retp` returns in several lines: a separator, the value
/// of every attribute, then the result, which lets a reader forget the lines of the frame.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace attest::machine::three_address {

/// What an instruction does to target t, sources y and z, a constant c, a label L, an attribute a.
enum class Opcode {
  constant,       ///< CONST t c
  move,           ///< MOV t y
  add,            ///< ADD t y z, mod 2^w, and so on
  subtract,       ///< SUB t y z
  bit_and,        ///< AND t y z
  bit_xor,        ///< XOR t y z
  less,           ///< LT t y z: 1 or 0
  equal,          ///< EQ t y z: 1 or 0
  jump_if_zero,   ///< JZ y L
  jump,           ///< JMP L
  argument,       ///< ARG t y: variable t of the next frame
  call,           ///< CALL t L
  give,           ///< RET y
  get_attribute,  ///< GETG t a
  set_attribute,  ///< SETG a y
  give_and_tell,  ///< RETP y: RET in several lines
  halt,           ///< HALT
};

/// The number of operations.
inline constexpr int opcode_count = static_cast<int>(Opcode::halt) + 1;

/// One instruction; what it does not use is 0.
struct Instruction {
  Opcode op = Opcode::halt;
  int target = 0;
  int first = 0;
  int second = 0;
  std::int64_t number = 0;
  int label = 0;
  int attribute = 0;

  friend bool operator==(const Instruction&, const Instruction&) = default;
};

/// A program; address 0 is a HALT, to which the entry returns.
struct Code {
  std::vector<Instruction> instructions = {};  ///< by address
  int entry = 0;
  int parameters = 0;  ///< of the entry, its variables 0, 1, ..
  int attributes = 0;

  friend bool operator==(const Code&, const Code&) = default;
};

/// What a line says.
enum class Mark {
  write,      ///< a variable has a value: assignments, arguments, results
  jump,       ///< only where to go on
  call,       ///< a frame begins
  attribute,  ///< an attribute has a value
  separator,  ///< a frame has its result
};

/// One line of a trace; what does not belong to its mark is 0.
struct Line {
  Mark mark = Mark::jump;
  int next = 0;           ///< address of the next instruction
  int depth = 0;          ///< of the frame that goes on; 1: the entry's
  int variable = 0;       ///< that is written
  int written_depth = 0;  ///< of its frame
  std::int64_t value = 0;
  int return_to = 0;    ///< of a call
  int destination = 0;  ///< of a call: the caller's variable for the result
  int attribute = 0;
  bool is_telling = false;  ///< a separator, or an attribute told behind one
  int told = 0;             ///< attributes told so far, of lines that are telling

  friend bool operator==(const Line&, const Line&) = default;
};

/// Where a run stands in the middle.
struct Situation {
  int next = 1;                                ///< address
  int depth = 1;                               ///< of the live frame
  std::map<int, std::int64_t> variables = {};  ///< of the live frame
  std::vector<std::int64_t> attributes = {};   ///< as many as the code has
  int return_to = 0;                           ///< of the live frame's call
  int destination = 0;                         ///< of the live frame's call
  int told = -1;  ///< attributes told of a return in several lines; -1: none is under way
};

/// A run. Reading a variable that the frame has not written is a broken invariant.
class Run {
 public:
  /// Calls the entry. \param code outlives this \pre as many arguments as parameters, 1 <=
  /// word_bits
  /// <= 32
  Run(const Code& code, const std::vector<std::int64_t>& arguments, int word_bits);

  /// Goes on in the middle; frames below the live one have no variables. \pre 1 <= depth
  Run(const Code& code, int word_bits, const Situation& situation);

  [[nodiscard]] bool is_finished() const { return frames_.empty(); }
  /// The next line. \pre !is_finished()
  Line step();

  /// Of the entry. \pre is_finished()
  [[nodiscard]] std::int64_t value() const { return value_; }
  [[nodiscard]] const std::vector<std::int64_t>& attributes() const { return attributes_; }
  /// Frames now, and most at a time.
  [[nodiscard]] int depth() const { return static_cast<int>(frames_.size()); }
  [[nodiscard]] int deepest() const { return deepest_; }
  [[nodiscard]] std::int64_t returns() const { return returns_; }
  /// Lines since the prompt that live frames wrote, beginning with their calls; of a call that has
  /// returned in several lines its arguments, the attributes told and its result are left.
  [[nodiscard]] std::int64_t live_lines() const;

 private:
  struct Frame {
    std::map<int, std::int64_t> variables = {};
    int return_to = 0;
    int destination = 0;
    std::int64_t lines = 0;
  };

  [[nodiscard]] std::int64_t read(int variable) const;
  [[nodiscard]] std::int64_t computed(const Instruction& instruction) const;
  Line written(int variable, std::int64_t value);
  Line told(const Instruction& instruction);
  Line result(const Instruction& instruction);
  Line executed(const Instruction& instruction);

  const Code& code_;
  std::int64_t modulus_;
  int next_;
  std::vector<Frame> frames_ = {};
  std::map<int, std::int64_t> arguments_ = {};  // of the next call
  std::vector<std::int64_t> attributes_;
  int telling_ = -1;  // attributes told of a return in several lines; -1: none is under way
  std::int64_t value_ = 0;
  int deepest_ = 1;
  std::int64_t returns_ = 0;
};

/// "CONST", ..., "HALT".
[[nodiscard]] std::string name_of(Opcode op);
/// "12 ADD 3 1 2" of the instruction at an address.
[[nodiscard]] std::string text_of(const Instruction& instruction, int address);
/// "v3 = 5 to 8" of a line: what is written, and where the run goes on.
[[nodiscard]] std::string text_of(const Line& line);

}  // namespace attest::machine::three_address
