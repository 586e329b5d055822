namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>How whoever reads or hears a message checks that it is genuine (S44).</summary>
/// <param name="Page">Where to check the code.</param>
/// <param name="Code">The code of this act.</param>
/// <param name="Phone">The bank's number.</param>
public sealed record Verification(string? Page, string? Code, string? Phone);

/// <summary>Words that leave the house, as the decision keeps them and the order carries them. Personal; never in logs.</summary>
/// <param name="Template">The class.</param>
/// <param name="File">The template file.</param>
/// <param name="Channel"><c>SMS</c>, <c>LETTER</c>, <c>CALL</c> and so on.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Profile">The profile that it is written for.</param>
/// <param name="To">Number or address.</param>
/// <param name="Subject">Of an e-mail; says nothing of a debt.</param>
/// <param name="Text">What is written or said.</param>
/// <param name="Verify">How to check it.</param>
/// <param name="IsLargePrint">Paper is printed large (S33).</param>
/// <param name="IsSlowSpeech">The agent speaks slowly and pauses (S33).</param>
public sealed record OutgoingMessage(
    string Template, string File, string Channel, string Language, string Profile, string? To, string? Subject, string Text, Verification Verify, bool IsLargePrint = false, bool IsSlowSpeech = false);
