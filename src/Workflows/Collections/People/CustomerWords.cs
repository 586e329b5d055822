using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Words that a customer's choices are made of, and choices that cannot be (S32–S34).</summary>
public static class CustomerWords
{
    /// <summary>Profiles of communication.</summary>
    public static ImmutableArray<string> Profiles { get; } = ["STANDARD", "EASY_READ", "DIGITAL"];

    /// <summary>Languages that there are words in.</summary>
    public static ImmutableArray<string> Languages { get; } = ["zh-CN", "en"];

    /// <summary>Kinds of numbers and addresses.</summary>
    public static ImmutableArray<string> ContactKinds { get; } = ["PHONE", "EMAIL", "IM"];

    /// <summary>A contact that is none, and hours that leave no moment: field and message. They would close every door without anybody having said so.</summary>
    /// <param name="file">The case's file.</param>
    /// <param name="fact">The fact.</param>
    internal static IEnumerable<(string Path, string Message)> Wrong(CaseFile file, Fact fact)
    {
        if (fact is ContactRestored { Contact: { } contact } && !contact.Contains('@', StringComparison.Ordinal) && !Dialled.IsNumber(contact)) yield return ("contact", $"'{contact}' is neither a telephone number nor an address of mail.");
        if (fact is not PreferenceChanged { } changed || (changed.NotBefore ?? changed.NotAfter) is null) yield break;
        var (from, until) = (changed.NotBefore ?? file.Customer.Preferences?.NotBefore, changed.NotAfter ?? file.Customer.Preferences?.NotAfter);
        if (Nothing(from, until)) yield return ("notAfter", $"'{until}' is not after notBefore '{from}', so that no hour is left. Whoever wants no contact at all says so with CeaseContactRequested.");
    }

    /// <summary>Whether hours that begin and end so leave no moment; texts as 10:00 sort like times.</summary>
    internal static bool Nothing(string? from, string? until) => from is not null && until is not null && string.CompareOrdinal(from, until) >= 0;
}
