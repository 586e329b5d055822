using System.Reflection;
using System.Runtime.CompilerServices;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Tests.Engine;
using Mediator;

namespace Doorstep.Workflows.Tests.Commands;

public sealed class RightsTests
{
    public static TheoryData<Type> Asked { get; } =
        [.. typeof(IActed).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IActed)))];

    /// <summary>What no administrator is needed for, and nobody else may do: whoever adds a command thinks about it here once more.</summary>
    private static readonly Dictionary<Type, Role[]> Writers = new()
    {
        [typeof(StartCase)] = [Role.Service, Role.Supervisor],
        [typeof(RaiseEvent)] = [Role.Service, Role.Supervisor, Role.Agent],
        [typeof(RetryCase)] = [Role.Supervisor],
        [typeof(DecideAct)] = [Role.Service, Role.Supervisor, Role.Agent],
        [typeof(PostPolicyPack)] = [Role.Compliance],
        [typeof(ApprovePolicyPack)] = [Role.Compliance],
        [typeof(SaveRegisterEntry)] = [Role.Supervisor, Role.Compliance],
        [typeof(RevokeAuthorisation)] = [Role.Supervisor, Role.Compliance],
        [typeof(IssueCode)] = [Role.Supervisor, Role.Compliance],
        [typeof(ImportPolicies)] = [Role.Compliance],
        [typeof(RaiseBatch)] = [Role.Service, Role.Supervisor, Role.Agent],
        [typeof(GiveSubjectAccess)] = [Role.Compliance, Role.Service],
        [typeof(PostPayKpi)] = [Role.Compliance],
        [typeof(ApprovePayKpi)] = [Role.Compliance],
        [typeof(RetryOutbox)] = [Role.Supervisor],
        [typeof(ParkOutbox)] = [Role.Supervisor],
        [typeof(DiscardOutbox)] = [Role.Supervisor],
        [typeof(ResolveReconcile)] = [Role.Compliance],
        [typeof(ReleaseReconcile)] = [Role.Compliance],
        [typeof(SaveDefinition)] = [Role.Designer],
        [typeof(PublishDefinition)] = [Role.Designer],
        [typeof(RetireDefinition)] = [Role.Designer],
        [typeof(ImportDefinitions)] = [Role.Designer],
        [typeof(DeleteDefinition)] = [Role.Designer],
        [typeof(IssueKey)] = [Role.Administrator],
        [typeof(RotateKey)] = [Role.Administrator],
        [typeof(RevokeKey)] = [Role.Administrator],
        [typeof(AddPerson)] = [Role.Administrator],
        [typeof(ChangePerson)] = [Role.Administrator],
        [typeof(ResetPassword)] = [Role.Administrator],
        [typeof(ShutPersonOut)] = [Role.Administrator],
        [typeof(RotateDataKeys)] = [Role.Administrator],
        [typeof(ResealData)] = [Role.Administrator],
        [typeof(ReadAuditLog)] = [Role.Compliance],
        [typeof(RevealField)] = [Role.Agent, Role.Supervisor, Role.Compliance, Role.Service],
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void Every_command_says_who_may_ask_for_it(Type type) =>
        type.GetCustomAttribute<AllowAttribute>().ShouldNotBeNull($"{type.Name} has no [Allow].").Roles.ShouldNotBeEmpty();

    [Fact]
    public void What_changes_something_is_for_those_alone_whose_work_it_is()
    {
        foreach (var (type, roles) in Writers) type.GetCustomAttribute<AllowAttribute>()!.Roles.ShouldBe(roles, ignoreOrder: true, $"{type.Name}");
    }

    [Fact]
    public async Task Every_other_role_is_refused_through_the_one_door_that_all_commands_take()
    {
        await using var house = await EngineHouse.OpenAsync();
        foreach (var type in Asked.Select(row => row.Data))
        {
            var allowed = type.GetCustomAttribute<AllowAttribute>()!.Roles;
            if (!IsSent(type))
            {
                foreach (var role in Enum.GetValues<Role>()) May(type, role).ShouldBe(allowed.Contains(role) || role == Role.Administrator, $"{role} may {type.Name}");
                continue;
            }

            foreach (var role in Enum.GetValues<Role>().Except(allowed).Except([Role.Administrator]))
            {
                var refusal = await Should.ThrowAsync<ForbiddenException>(
                    async () => await house.Sender.Send(Blank(type, new Actor("user:x", [role]))), $"{role} may {type.Name}");
                refusal.Message.ShouldContain(type.Name);
            }

            await Should.ThrowAsync<ForbiddenException>(async () => await house.Sender.Send(Blank(type, new Actor("user:nobody", []))), type.Name);
        }
    }

    [Fact]
    public async Task An_administrator_may_ask_for_everything_and_one_fitting_role_among_several_is_enough()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());

        (await house.Sender.Send(new ListDefinitions(null, Actor.House))).Value().Count.ShouldBe(1);
        (await house.Sender.Send(new ListDefinitions(null, new Actor("user:x", [Role.Agent, Role.Designer])))).Value().Count.ShouldBe(1);
    }

    /// <summary>Whether something goes through the mediator; the rest is asked of <see cref="Rights"/> where it is done.</summary>
    private static bool IsSent(Type type) => type.IsAssignableTo(typeof(IBaseCommand)) || type.IsAssignableTo(typeof(IBaseQuery));

    private static bool May(Type type, Role role) => (bool)typeof(Rights).GetMethod(nameof(Rights.May))!.MakeGenericMethod(type).Invoke(null, [new Actor("user:x", [role])])!;

    /// <summary>A command with nothing of sense in it but who asks: it must be refused before anybody looks at the rest.</summary>
    private static IMessage Blank(Type type, Actor actor)
    {
        var command = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var text in type.GetProperties().Where(member => member.PropertyType == typeof(string) && member.CanWrite)) text.SetValue(command, "x");
        type.GetProperty(nameof(IActed.Actor))!.SetValue(command, actor);
        return (IMessage)command;
    }
}
