using Doorstep.Workflows.Storage.People;

namespace Doorstep.Host.People;

/// <summary>A person as ASP.NET Core Identity has it in its hands: it changes members one by one and saves the whole.</summary>
internal sealed class PersonAccount(PersonRecord record)
{
    /// <summary>As it was read, with what Identity has changed since.</summary>
    public PersonRecord Record { get; set; } = record;
}
