using System.Globalization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>Fields of messages about appointments and visits.</summary>
internal static class VisitFields
{
    /// <summary>The fields.</summary>
    public static IEnumerable<(string Name, Func<FieldSource, object?> Value)> All() =>
    [
        ("purpose", source => source.File.Visits.Purpose is { } purpose ? PlainWords.Ground(source, purpose, source.In("your account with us", "您的账户")) : null),
        ("slots", source => source.Slots.IsEmpty ? null : source.Slots.Select(slot => slot.In(source.IsEnglish)).ToArray()), ("place", Place), ("team", Team),
        ("visitOn", source => AgreedOn(source.File)),
        ("visitAt", source => Slot(source.File)?.ToString("HH:mm", CultureInfo.InvariantCulture)),
    ];

    /// <summary>The day where the customer is on which a visit was agreed and from which it was moved (T22), as long as no other one is agreed; null where none was moved.</summary>
    public static DateOnly? MovedFrom(CaseFile file) => file.Visits is { Appointment: null, MovedByBank: var bank, MovedByCustomer: var customer } && bank + customer > 0 ? AgreedOn(file) : null;

    /// <summary>The agreed day where the customer is; of an appointment that was called off the one that was agreed last.</summary>
    public static DateOnly? AgreedOn(CaseFile file) => Slot(file) is { } slot ? DateOnly.FromDateTime(slot) : null;

    private static DateTime? Slot(CaseFile file)
    {
        return (file.Visits.Appointment?.Slot ?? file.Visits.LastSlot) is { } at ? LocalTime.Of(at, file.Zone) : null;
    }

    private static string Place(FieldSource source) => (source.Act.Place ?? source.File.Visits.Appointment?.Place) switch
    {
        VisitPlace.Home => source.In("at your home", "您家里"),
        VisitPlace.Workplace => source.In("where you work", "您工作的地方"),
        VisitPlace.Branch => source.In("at our branch", "我们的网点"),
        _ => source.In("where you like", "由您来定"),
    };

    private static string Team(FieldSource source)
    {
        var agents = StaffWords.Team(source.Act, source.File);
        return agents.IsEmpty ? source.In("two people of ours; we name them first", "我们的两个人，会先告诉您是谁") : StaffWords.Of(source, agents);
    }
}
