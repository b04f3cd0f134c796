// English texts of expressions and templates.
export const cel = {
  // What is wrong with the text of an expression.
  'cel.tooLong': 'The expression is longer than {longest} characters. Do this work in the script.',
  'cel.tooComplex': 'The expression has too many parts. Do this work in the script.',
  'cel.unfinished': 'The expression ends too early.',
  'cel.unclosedText': 'The quote that opens here is not closed.',
  'cel.lineEndInText': 'A quoted text ends on its own line. Write \\n for a line end, or use """ … """.',
  'cel.badEscape':
    '`{text}` is no escape. Write \\\\ for a backslash, or r"…" for a text in which backslashes mean nothing.',
  'cel.reservedWord': '`{name}` is a word of CEL and can’t be a name.',
  'cel.badNumber': '`{number}` is not a number that CEL can hold. Whole numbers have 64 bits.',
  'cel.unexpected': '`{text}` is not expected here.',
  'cel.writeInstead': '`{written}` is not CEL. Write `{meant}`.',
  'cel.elementName': 'Write a name for the element first: list.filter(item, item != "").',
  'cel.unclosedTemplate': 'The `{{` that opens here has no `}}`.',

  // Names and functions.
  'cel.unknownName': 'There is no `{name}` here: it is no input, no earlier capture and no role.',
  'cel.unknownNameMeant': 'There is no `{name}` here. Did you mean `{meant}`?',
  'cel.unknownFunction': 'There is no function `{name}`.',
  'cel.unknownFunctionMeant': 'There is no function `{name}`. Did you mean `{meant}`?',
  'cel.notMethod': '`{name}` is not called on a value. Write it as {takes}.',
  'cel.notFunction': '`{name}` is called on a value. Write it as {takes}.',
  'cel.arguments': '`{name}` does not take ({given}). It is {takes}.',
  'cel.hasWhat': 'has(…) takes a part of a value: has(answer.status).',

  // Types.
  'cel.intOfText': 'int(…) does not take a text, since an empty one would become 0. Write whole(…).',
  'cel.doubleOfText': 'double(…) does not take a text. Write number(…).',
  'cel.operands': '`{operator}` does not go between {left} and {right}.',
  'cel.operand': '`{operator}` does not go before {type}.',
  'cel.textAndNumber':
    '`{operator}` does not go between {left} and {right}. Write whole(…) or number(…) around the text.',
  'cel.mixedNumbers': '`{operator}` does not go between {left} and {right}. Write double(…) around the int.',
  'cel.orderedTexts':
    'Texts have no order for `{operator}`: "100" would come before "95". Write whole(…) or number(…) around both.',
  'cel.notBool': 'This must be true or false, but it is {type}.',
  'cel.branches': 'Both must have the same type, but they are {left} and {right}.',
  'cel.mixedElements': 'All must have the same type, but there are {left} and {right}.',
  'cel.keyNotText': 'A key must be a text, but this is {type}.',
  'cel.notList': '`{name}` goes through a list, but this is {type}.',
  'cel.noParts': 'A value of type {type} has no part {key}.',
  'cel.mayBeMissing': '`{text}` may be missing, because its step may have been skipped. Write `{text}.orValue(…)`.',
  'cel.unsupportedLiteral': 'Bytes and unsigned numbers are not used here.',

  // What goes wrong while evaluating.
  'cel.tooMuchWork':
    'The evaluation was stopped: it takes too long for this output. Let the script narrow the output down.',
  'cel.noValue': '`{name}` has no value here.',
  'cel.notWhole': 'whole(…) needs a whole number and nothing else, but got {text}.',
  'cel.notNumber': 'number(…) needs a decimal number and nothing else, but got {text}.',
  'cel.notExact': '{number} is no whole number that int(…) can hold exactly.',
  'cel.notJson': 'json(…) got no valid JSON: {text}.',
  'cel.notTrueOrFalse': 'bool(…) needs "true" or "false", but got {text}.',
  'cel.notDuration': 'duration(…) needs a duration such as "90s" or "1h30m", but got {text}.',
  'cel.badPattern': 'The pattern is not valid (RE2 syntax): {pattern}',
  'cel.notFound': 'Nothing in the text matches {pattern}',
  'cel.noKey': 'There is no part `{key}`. Write `.?{key}` with .orValue(…) where it may be missing.',
  'cel.noElement': 'There is no element {index}: the list has {size}.',
  'cel.outOfRange': 'There is no character {index} in the text.',
  'cel.empty': 'A missing value was used.',
  'cel.dividedByZero': 'A number was divided by zero.',
  'cel.overflow': 'The result is too large for its type.',
  'cel.noText': '`{text}` can’t be written as a text: it is {type}.',
} as const;
