using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>How words reach somebody. In files and facts: <c>LETTER</c>, <c>SMS</c> and so on.</summary>
public enum MessageChannel
{
    /// <summary>Paper by post.</summary>
    Letter,

    /// <summary>Spoken on the telephone, or left on its recorder.</summary>
    Call,

    /// <summary>Text message.</summary>
    Sms,

    /// <summary>E-mail; only where the customer asked for it (S34).</summary>
    Email,

    /// <summary>Instant message; only where the customer asked for it (S34).</summary>
    Im,

    /// <summary>The customer's own page at the bank.</summary>
    Portal,

    /// <summary>A card or a sealed note that an agent hands over or leaves.</summary>
    Card,
}

/// <summary>Names of enum members as files and facts write them: <c>EASY_READ</c> for <c>EasyRead</c>.</summary>
public static class Codes
{
    /// <summary>The code of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((letter, index) => index > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant();

    /// <summary>The value with a code, or null.</summary>
    public static T? Read<T>(string code)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Of(value) == code).Select(value => (T?)value).FirstOrDefault();

    /// <summary>Every code.</summary>
    public static ImmutableArray<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];
}
