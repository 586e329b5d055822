using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Supervision;

/// <summary>A page that the bar leads to.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Name">What it is called.</param>
internal sealed record ConsolePlace(string Path, Words Name);

/// <summary>Where one can go. Alt and the number of a page lead there from the keyboard.</summary>
internal static class ConsolePages
{
    public static IReadOnlyList<ConsolePlace> All { get; } =
    [
        new(ConsoleRegistration.Home, new Words("Desk", "待办")),
        new("/console/cases", new Words("Cases", "案件")),
        new(Bulk, new Words("Many cases", "批量干预")),
        new("/console/deadlines", new Words("Deadlines", "期限")),
        new("/console/outbox", new Words("Outbox and incidents", "发件与故障")),
        new("/console/portfolio", new Words("Portfolio", "总览")),
    ];

    public const string Bulk = "/console/bulk";

    public static string OfCase(string id) => $"/console/cases/{id}";
}
